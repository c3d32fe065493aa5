"""The work itself: one assessment read, scored, and written as what was asked for.

The same function runs in this process, in the processes of a pool and on a Dask cluster. What a run needs to know stands in a
``Job``, which is sent to each process once; what is costly to make of it (the plan of the rubric, the form cut into pieces) each
process makes once and keeps.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from batch.database import Results
from batch.errors import errors_of
from batch.inputs import content
from batch.keeping import KeptThere, kept_by_worker
from batch.rows import rows_of, unit_number
from batch.storage import Storage
from batch.work import OF_A_FORM, Done, Output, Partner, State, Summary, Work
from render.figures import Filled
from render.templating import OwnTemplate
from rubrics.assessment import ASSESSMENT_SCHEMA, Assessment
from rubrics.errors import AssessmentError, DabiaoError, ErrorList
from rubrics.files import parse
from rubrics.model import Rubric
from rubrics.values import show
from rubrics.yaml_reading import Loaded, read_yaml
from scoring import ENGINE, Scorecard, prepare, score
from scoring.plan import Plan

if TYPE_CHECKING:
    from render.form import Form

STOPPING = frozenset({"batch-not-written", "batch-no-such-storage", "pdf-needs-soffice"})
"""Errors of a file that are not the file's: no other file would escape them."""
_alone = threading.Lock()
"""A Dask worker may have several threads; the sentences of papers are made in a language that is set for the process."""


@dataclass(frozen=True)
class Job:
    """What all assessments of a run have in common: plain data, sent to each process once.

    ``placed`` is the rubric with the places of the form ``source``, ``None`` where the form is built anew. ``version`` is
    dabiao's; ``bare`` leaves out of a form the assessment that it is filled with; ``kept_there`` is the database where the
    workers add to it themselves.
    """

    rubric: Rubric
    placed: Rubric
    source: bytes | None
    template: OwnTemplate | None
    outputs: tuple[Output, ...]
    out: str
    version: str
    bare: bool = False
    engine: str = ENGINE
    kept_there: KeptThere | None = None

    @cached_property
    def hash(self) -> str:
        """The hash of all that the results of an assessment depend on beside itself."""
        return _hash([self.version, self.engine, self.rubric.model_dump_json()])

    @cached_property
    def form_hash(self) -> str:
        """The hash of what only its form depends on."""
        source = hashlib.sha256(self.source or b"").hexdigest()
        template = self.template.text if self.template is not None else None
        return _hash([self.placed.model_dump_json(), source, template, self.bare])[:16]

    @cached_property
    def asked(self) -> str:
        """The hash of what is asked for: one thing of it may fail where others do not."""
        return _hash([self.outputs, self.form_hash])[:16]

    def mark(self, output: Output, size: int) -> str:
        """Return what the journal notes of a file."""
        return f"{size}:{self.form_hash if output in OF_A_FORM else ''}"

    @cached_property
    def storage(self) -> Storage:
        """Where the results go."""
        return Storage(self.out)


@dataclass(frozen=True)
class Ready:
    """What a process makes of a job once; the form only where forms are wanted."""

    job: Job
    plan: Plan = field(repr=False)

    @cached_property
    def form(self) -> Form:
        """The official form, ready to be filled."""
        from render.official import official_form  # noqa: PLC0415 - half of what a worker would load, for forms only

        return official_form(self.job.placed, self.job.source, self.job.template)

    @cached_property
    def results(self) -> Results | None:
        """The database of the run, where the workers add to it themselves."""
        there = self.job.kept_there
        return None if there is None else Results.join(there.url, there.run)


def _hash(described: list[object]) -> str:
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()


def ready(job: Job) -> Ready:
    """Return the job made ready; ``DabiaoError`` where the rubric or its form cannot be used."""
    if job.engine != ENGINE:
        raise DabiaoError("batch-other-engine", wanted=job.engine, found=ENGINE)
    made = Ready(job, prepare(job.rubric))
    if OF_A_FORM & set(job.outputs):
        _ = made.form
    return made


def do_all(made: Ready, works: Sequence[Work]) -> list[Done]:
    """Do several assessments, one after the other; after one that stops the run no more."""
    found: list[Done] = []
    with _alone:
        for work in works:
            found.append(do(made, work))
            if found[-1].stop is not None:
                break
        return found if made.results is None else kept_by_worker(made.results, found)


def do(made: Ready, work: Work) -> Done:
    """Do one assessment; whatever goes wrong with it is told in what comes back."""
    fingerprint = ""
    try:
        data = content(work.place, work.member, work.problem)
        beside = None if work.partner is None else _beside(work.partner)
        fingerprint = _fingerprint(made.job, work, data, beside)
        return _unchanged(made.job, work, fingerprint) or _done(made, work, data, beside, fingerprint)
    except Exception as problem:  # noqa: BLE001 - one bad file costs a line, never the run
        return _failed(made.job, work, fingerprint, problem)


def _failed(job: Job, work: Work, fingerprint: str, problem: Exception) -> Done:
    """Return what is told of an assessment that gave no result; what an earlier state of it gave is removed."""
    try:
        if isinstance(problem, DabiaoError) and problem.code in STOPPING:
            raise problem
        _remove_others(job, work, {})
    except DabiaoError as stop:
        return Done(work.number, work.key, State.FAILED, stop=(stop.code, stop.where, stop.figures))
    errors = errors_of(problem)
    lasting = fingerprint if errors[0].lasts else ""
    return Done(work.number, work.key, State.FAILED, lasting, errors=errors, failed=job.asked)


def _remove_others(job: Job, work: Work, files: Mapping[str, str]) -> None:
    """Remove the files of an earlier state of an assessment that this one does not have.

    One that a run was killed over may have left any; in an object store those that are asked for now.
    """
    unknown = tuple(Output) if job.storage.local is not None else job.outputs  # also of a self-assessment: it may be paired now
    for output in {*(work.known.files if work.known is not None and files else unknown)} - set(files):
        job.storage.remove(Output(output).file(work.key))


def _beside(partner: Partner) -> bytes:
    """Return the bytes of the self-assessment that stands in the form of a review."""
    try:
        return content(partner.place, partner.member, None)
    except DabiaoError as problem:
        raise DabiaoError("batch-partner-broken", other=partner.shown) from problem


def _fingerprint(job: Job, work: Work, data: bytes, beside: bytes | None) -> str:
    """Return the hash of all that the results of an assessment depend on."""
    described = f"{job.hash}\n{work.name}\n{hashlib.sha256(data).hexdigest()}"
    if beside is not None or work.is_beside:
        described += f"\n{hashlib.sha256(beside or b'').hexdigest()}"
    return hashlib.sha256(described.encode("utf-8", "surrogatepass")).hexdigest()


def _unchanged(job: Job, work: Work, fingerprint: str) -> Done | None:
    """Return that nothing is to be done: all was made of the very same before, and still stands there."""
    known = work.known
    if known is None or known.fingerprint != fingerprint or known.failed not in {"", job.asked}:
        return None
    if not known.failed and not all(_stands(job, work, output) for output in _outputs(job, work)):
        return None
    return Done(work.number, work.key, State.UNCHANGED, fingerprint, known.files, was_bad=bool(known.failed))


def _outputs(job: Job, work: Work) -> tuple[Output, ...]:
    """Return what is to be made of an assessment; the form of one that stands in another's is made there."""
    return tuple(output for output in job.outputs if not (work.is_beside and output in OF_A_FORM))


def _stands(job: Job, work: Work, output: Output) -> bool:
    """Tell whether a file stands in OUT as it was written, and would be written again."""
    known = work.known.files.get(output.value) if work.known is not None else None
    size = job.storage.size(output.file(work.key)) if known is not None else None
    return size is not None and known == job.mark(output, size)


def _done(made: Ready, work: Work, data: bytes, beside: bytes | None, fingerprint: str) -> Done:
    job = made.job
    assessment, card = _scored(made.plan, data, work.name)
    filled = [Filled(assessment, card)]
    if work.partner is not None and beside is not None and OF_A_FORM & set(job.outputs):
        filled.append(_partner(made.plan, assessment, work.partner, beside))
    same = work.known is not None and work.known.fingerprint == fingerprint
    files = dict(work.known.files) if same and work.known is not None else {}
    for output in _outputs(job, work):
        if not same or not _stands(job, work, output):
            written = _made(made, output, filled)
            job.storage.write(output.file(work.key), written)
            files[output.value] = job.mark(output, len(written))
    _remove_others(job, work, files)
    rows = rows_of(made.plan, work.key, fingerprint, assessment, card)
    return Done(work.number, work.key, State.DONE, fingerprint, files, _summary(assessment, card), rows)


def _partner(plan: Plan, assessment: Assessment, partner: Partner, data: bytes) -> Filled:
    """Return the self-assessment of the same unit; ``DabiaoError`` where it cannot stand beside the review."""
    try:
        other, card = _scored(plan, data, partner.shown)
    except DabiaoError as problem:
        raise DabiaoError("batch-partner-broken", other=partner.shown) from problem
    if (unit_number(other.unit), other.kind, assessment.kind) != (unit_number(assessment.unit), "self", "review"):
        raise DabiaoError("batch-partner-broken", other=partner.shown)  # it was changed since the two were paired
    return Filled(other, card)


def _scored(plan: Plan, data: bytes, name: str) -> tuple[Assessment, Scorecard]:
    """Return an assessment and its scorecard; every error has its place in the file."""
    loaded = read_yaml(data, name)
    assessment = parse(loaded, Assessment, ASSESSMENT_SCHEMA)
    try:
        return assessment, score(plan, assessment)
    except DabiaoError as problem:
        for error in problem.errors if isinstance(problem, ErrorList) else [problem]:
            _place(error, loaded)
        raise


def _place(error: DabiaoError, loaded: Loaded) -> None:
    if isinstance(error, AssessmentError):
        error.where = loaded.where(error.path)


def _made(made: Ready, output: Output, filled: Sequence[Filled]) -> bytes:
    """Return what is made of an assessment, the first; a form can hold the second beside it."""
    return _MAKERS[output](made, filled)


def _form(made: Ready, filled: Sequence[Filled]) -> bytes:
    return made.form.fill(filled, carries=not made.job.bare).data


def _pdf(made: Ready, filled: Sequence[Filled]) -> bytes:
    from render.pdf import pdf_of  # noqa: PLC0415 - only where PDFs are made

    return pdf_of(made.form.fill(filled).data, Output.FORM.value)


def _papers(made: Ready, filled: Sequence[Filled]) -> bytes:
    from render.papers import bound_papers  # noqa: PLC0415 - python-docx is loaded only where papers are made

    return bound_papers(made.job.rubric, filled[0])


def _report(made: Ready, filled: Sequence[Filled]) -> bytes:
    from render.report import report  # noqa: PLC0415 - only where reports are made

    return report(made.job.rubric, filled[0])


def _scorecard(made: Ready, filled: Sequence[Filled]) -> bytes:
    from render.machine import scorecard_json  # noqa: PLC0415 - as above

    del made
    return scorecard_json(filled[0].scorecard).encode() + b"\n"


_MAKERS: dict[Output, Callable[[Ready, Sequence[Filled]], bytes]] = {
    Output.FORM: _form,
    Output.PDF: _pdf,
    Output.PAPERS: _papers,
    Output.REPORT: _report,
    Output.SCORECARD: _scorecard,
}


def _summary(assessment: Assessment, card: Scorecard) -> Summary:
    total = card.total
    return Summary(
        unit=assessment.unit or "",
        kind=assessment.kind,
        score=show(total.score),
        result="" if total.result is None else show(total.result),
        outcome=card.outcome.value,
        grade=card.called or card.grade or "",
        doubts=len(card.against) + len(card.diagnostics),
    )


__all__ = ["Job", "Ready", "do", "do_all", "ready"]
