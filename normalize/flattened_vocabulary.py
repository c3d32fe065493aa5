"""The words by which the lines of a flattened standard are told apart: data, each with where it was seen.

notes, jiangsu, garage, hangzhou and hainan are the standards in ``examples/``.
"""

from __future__ import annotations

PRICE_WORDS = (
    r"扣\s*[0-9一二三四五六七八九十半]+(?:\.[0-9]+)?\s*(?:[-~～—–至到]\s*[0-9]+(?:\.[0-9]+)?\s*)?分",  # 扣0.2分, 扣1-5分: all
    r"扣除?(?:该|本|此|全部|完|所有|总分)",  # 扣完2分为止, 扣完为止: garage, hainan
    r"不得分|得零分|得0分|不给分|无分",  # notes, jiangsu, garage
    r"得满分|满分",  # 此项得满分, 必须得满分: garage
    r"(?<![0-9.])得\s*[0-9]+(?:\.[0-9]+)?\s*分",  # 有得2分
    r"加\s*[0-9]+(?:\.[0-9]+)?\s*分",  # 每项加2分
    r"不扣分|不重复扣分|酌情扣分|酌情给分|追加扣",  # 此项不扣分: garage
    r"(?:扣|评|得)分(?:方式|方法|标准|办法)?(?:见|按|参照|依据)附",  # 扣分方式见附件1: notes
    r"否决",  # （B级否决项）: hainan
    r"方可参加|方可申报|不得申报|不予评分|终止考评",  # 符合此基本条件，方可参加评选: hangzhou
)
"""Wordings of the rules column, as patterns on a line in half-width signs. No requirement of the standards seen has one."""

VETO_WORDS = ("否决",)
"""What a line of the veto column has in it (hainan)."""

BLANK_TOTALS = ("得分", "实得")
"""What a label beside a computed figure has in it that only names the blank behind it: 小计 | 140 | 得分小计 (jiangsu)."""

METHOD_OPENINGS = (
    "查资料", "查文件", "查阅", "查看", "查记录", "查现场", "询问", "现场检查", "现场查看", "现场抽查", "抽查", "核查", "访谈",
    "检查资料",
)  # fmt: skip
"""With what a cell of the methods column opens (garage, hainan)."""

CHATTER = (
    r"^[-•·●■]\s*(?:文档编号|上传时间|格式|页数|大小|配套讲稿|特殊限制|关键词)[:]",  # notes
    r"^[-•·●■]\s*(?:资源描述|上传人|文档价格|所需积分|分类|标签)[:]",
    r"由.{0,20}会员分享|会员.{0,6}上传|可在线阅读|请在.{1,12}搜索|更多相关",  # notes
    r"珍藏版|下载推荐|免费下载|点击下载|立即下载|下载积分|文档下载",  # notes
    r"^(?:第[0-9]+页[,、/]?)?共[0-9]+页$|^第[0-9]+页$|^-?[0-9]+/[0-9]+-?$",  # page numbers
    r"https?://|www\.",
)
"""Lines that are the page's own, as patterns on a line without white space and in half-width signs."""

FILE_ENDING = r"(?:(?:Word|PDF|PPT|TXT)(?:文档|版)?)?(?:下载推荐|免费下载|下载|在线阅读|精品)?\.(?:docx?|pdf|pptx?|txt|wps)$"
"""What a page hangs on a title to make a file's name of it (notes: 小企业考评说明Word文档下载推荐.docx)."""
