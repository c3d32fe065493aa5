"""The message catalogues: ``zh/LC_MESSAGES/dabiao.po`` is what people translate, ``dabiao.mo`` what gettext reads."""
