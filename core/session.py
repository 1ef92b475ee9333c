"""One open report: its file, its standard, its undo steps, and who wants to know when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from core.editing.restoring import restoring
from core.errors import AppError
from core.export.atomic import atomic_target
from core.model.change import Change, Entry, Put
from core.model.handout import report_of
from core.model.report import ChangeConflictError, Report
from core.model.standard import Standard
from core.standard.loader import load_standard_text
from core.store import inspection, migrations, refusals, report_file, upgrade
from core.store.contents import Contents
from core.store.history import State, Step, Steps
from core.store.lock import ReportLock
from core.store.past import entries_at
from core.store.points import Point, PointKind
from core.store.report_file import ReportFile
from core.store.rows import LONGEST_TITLE, BadRowError

_UNHARMED = "原有的文件（如有）没有改动。"

_LARGE = 20  # puts of a change before which the report is kept
_KEEP_EVERY = timedelta(minutes=30)

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class ReportChanged:
    """What listeners learn of a change: it is on disk, and `report` is the snapshot after it.

    After an undo `change` is the inverse of the step that was undone, that is, what happened to the report.
    """

    addresses: frozenset[str]
    change: Change | None
    report: Report


Listener = Callable[[ReportChanged], None]


class Session:
    """An open report. Every change is on disk when the call that made it returns; made by `create` or `open`.

    `saved_at` is when this session last wrote, `None` as long as it has not. `read_only` sessions never write.
    """

    def __init__(
        self,
        path: Path,
        report: Report,
        clock: Clock,
        writer: tuple[ReportFile, ReportLock] | None,
        points: tuple[Point, ...] = (),
    ) -> None:
        self.path = path
        self.read_only = writer is None
        self.saved_at: datetime | None = None
        self._report = report
        self._file: ReportFile | None
        self._lock: ReportLock | None
        self._file, self._lock = writer or (None, None)
        self._clock = clock
        self._points = points
        self._kept_at: datetime | None = None
        self._listeners: list[Listener] = []

    # -- opening and closing ---------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        standard: Standard,
        entries: Iterable[tuple[str, Entry]] = (),
        *,
        title: str = "新建报告",
        replace: bool = False,
        clock: Clock = _now,
    ) -> Session:
        """Write a new report whole and open it; `entries` are its beginning, which undo does not take back.

        Raises `AppError`: `exists` (unless `replace`), `is_folder`, `no_folder`, `locked`, `read_only_folder`,
        `cannot_write`, `disk_full`, `cannot_store`.
        """
        path = _real(path)
        if path.is_dir():
            raise refusals.is_folder(path)
        now = clock()
        by_address = _by_address(entries)
        lock = ReportLock.take(path, now)
        try:
            if path.exists() and not replace:
                raise AppError(
                    "exists", f"“{path.name}”已经存在，没有新建，原有文件没有改动。请换一个文件名，或先移走原有文件。"
                )
            copy = inspection.StandardCopy(standard.id, standard.version, standard.source)
            with refusals.writing(path, _UNHARMED), atomic_target(path) as temporary:
                report_file.write_new(temporary, copy, by_address, now, title)
                report_file.drop_journal(path)
            file = ReportFile.open(path)
        except BadRowError as error:
            lock.release()
            raise _cannot_store(error) from error
        except BaseException:
            lock.release()
            raise
        session = cls(path, report_of(standard, by_address), clock, (file, lock))
        session.saved_at = now
        return session

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, clock: Clock = _now) -> Session:
        """Open a report that exists; with `read_only` nothing is written in it or beside it, and no lock is taken.

        Raises `AppError`: `not_found`, `is_folder`, `cannot_read`, `not_a_report`, `newer_file`, `damaged`, and, unless
        `read_only`, `locked`, `read_only_folder`, `read_only_file`, `disk_full`, `cannot_write`.
        """
        path = _real(path)
        if read_only:
            report, points = _read(path)
            return cls(path, report, clock, None, points)
        version = inspection.stated_version(path)  # nothing is put beside a file that is no report of ours
        now = clock()
        lock = ReportLock.take(path, now)
        try:
            report, points = _read(path)
            file = ReportFile.open(path)
            if version < len(migrations.VERSIONS):
                file.close()
                upgrade.keep_old_version(path, version, now)
                with refusals.writing(path, _UNHARMED), atomic_target(path) as temporary:
                    upgrade.write_upgraded(path, temporary)
                file = ReportFile.open(path)
        except BaseException:
            lock.release()
            raise
        return cls(path, report, clock, (file, lock), points)

    @staticmethod
    def prepare_writing() -> None:
        """Load what the first change needs (0.15 s); for an idle moment, in any thread. It is optional."""
        report_file.prepare_writing()

    def close(self) -> None:
        """Close the file and let go of the lock; nothing lies beside the report afterwards. Twice does no harm."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        self._listeners.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # -- the report ------------------------------------------------------------------------------------------------

    @property
    def report(self) -> Report:
        """The report as it stands now."""
        return self._report

    @property
    def contents(self) -> Contents:
        """The contents of the evidence in the file, for any thread; a report that is read only refuses writes."""
        return Contents(self.path, self._file.turn if self._file else None)

    def apply(self, change: Change, *, merge: str = "") -> None:
        """Make a change: written with its log entry in one transaction, then told to the listeners.

        With the same non-empty `merge` key as the last change, if that was made less than five seconds ago, the two
        become one undo step. A change without puts is ignored. Raises `AppError`: `read_only`, `cannot_store`,
        `disk_full`, `cannot_write`, `read_only_file`, `locked`; the report is then as before, on disk and here.
        """
        if not change.puts:
            return
        file = self._writable()
        after = self._report.with_change(change)
        now = self._clock()
        keep = self._point_before(change, now)
        try:
            file.commit(change, self._report.entries, merge, now, keep)
        except BadRowError as error:
            raise _cannot_store(error) from error
        if keep or self._kept_at is None:
            self._kept_at = now
        if keep:
            self._points = file.points()
        self._changed(change, after, now)

    def put(self, title: str, values: Mapping[str, Entry | None], *, merge: str = "") -> None:
        """Make a change that gives addresses new entries (`None`: none), leaving out those that hold them already."""
        entries = self._report.entries
        puts = tuple(Put(where, entries.get(where), after) for where, after in values.items())
        self.apply(Change(title, tuple(put for put in puts if put.before != put.after)), merge=merge)

    # -- undo and redo ---------------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._steps().undo is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self._steps().redo is not None

    @property
    def undo_title(self) -> str:
        """The title of the step that undo would take back, empty when there is none."""
        step = self._steps().undo
        return step.title if step else ""

    @property
    def redo_title(self) -> str:
        """The title of the step that redo would make again, empty when there is none."""
        step = self._steps().redo
        return step.title if step else ""

    def undo(self) -> Change | None:
        """Take back the last step, also one of an earlier session; return what changed, `None` without such a step.

        Raises `AppError` as `apply` does, and `damaged_history` when the log does not fit the report.
        """
        file = self._writable()
        return self._move(file, file.steps.undo, State.UNDONE) if file.steps.undo else None

    def redo(self) -> Change | None:
        """Make the last undone step again; return what changed, `None` when there is none. Raises as `undo` does."""
        file = self._writable()
        return self._move(file, file.steps.redo, State.DONE) if file.steps.redo else None

    def _steps(self) -> Steps:
        return self._file.steps if self._file else Steps()

    def _move(self, file: ReportFile, step: Step, state: State) -> Change:
        try:
            logged = file.change_of(step, self._report.entries, done=state is State.UNDONE)
            change = logged if state is State.DONE else logged.inverse()
            after = self._report.with_change(change)
        except (BadRowError, ChangeConflictError) as error:
            raise refusals.damaged_history(self.path, f"不能撤销或恢复“{step.title}”") from error
        file.commit_step(step, change, state)
        self._changed(change, after, self._clock())
        return change

    # -- points of the history -------------------------------------------------------------------------------------

    def points(self) -> tuple[Point, ...]:
        """Return the points that the report can be compared with or brought back to, oldest first."""
        return self._points

    def save_point(self, name: str) -> None:
        """Keep the report as it stands under a name; raises `AppError` as `apply` does."""
        self._keep(name, PointKind.NAMED)

    def keep_point(self, why: str) -> None:
        """Keep an automatic point, named by its occasion, unless one stands here already; raises as `apply` does."""
        if not self._stands_at_point():
            self._keep(why, PointKind.AUTOMATIC)

    def report_at(self, point: Point) -> Report:
        """Return the report as it stood at a point; for any thread.

        Raises `AppError`: `damaged_history`, `cannot_read`, `locked`, `not_found`.
        """
        return Report(self._report.standard, entries_at(self.path, point))

    def restore(self, point: Point, scope: str = "") -> Change:
        """Bring back what stood at a point as a new change that can be undone, and return it; empty if nothing differs.

        `scope` is the address of a part, a table, an indicator or anything above, empty for the whole report. Raises
        as `apply` and `report_at` do.
        """
        self._writable()
        change = restoring(self._report, self.report_at(point), point.name, scope)
        if change.puts:
            self.keep_point("恢复前")
            self.apply(change)
        return change

    def _keep(self, name: str, kind: PointKind) -> None:
        file, now = self._writable(), self._clock()
        try:
            file.keep_point(name, kind, now)
        except BadRowError as error:
            raise _cannot_store(error) from error
        self._points = file.points()
        self.saved_at = self._kept_at = now

    def _stands_at_point(self) -> bool:
        step = self._steps().undo
        return any(point.after == (step.id if step else 0) for point in self._points)

    def _point_before(self, change: Change, now: datetime) -> str:
        """Return the name of the point to keep before a change, empty for none.

        What a session found at its opening is kept when it first changes it: a report that is only looked at stays
        untouched, and opening waits for no writing.
        """
        if self._stands_at_point():
            return ""
        if self._kept_at is None:
            return "开始编辑前"
        if len(change.puts) >= _LARGE:
            return f"大改动前（{change.title}）"[:LONGEST_TITLE]
        return "编辑半小时" if now - self._kept_at >= _KEEP_EVERY else ""

    # -- listeners -------------------------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a listener called after each change, in the order of subscription; return what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _changed(self, change: Change, after: Report, now: datetime) -> None:
        self._report = after
        self.saved_at = now
        event = ReportChanged(change.addresses(), change, after)
        for listener in tuple(self._listeners):
            listener(event)

    def _writable(self) -> ReportFile:
        if self.read_only:
            raise refusals.opened_read_only(self.path)
        if self._file is None:
            raise ValueError("the session is closed")
        return self._file


def _real(path: Path) -> Path:
    # The lock and the journal belong beside the file itself, not beside a link to it.
    return path.resolve() if path.is_symlink() else path.absolute()


def _read(path: Path) -> tuple[Report, tuple[Point, ...]]:
    contents = inspection.read(path)
    copy = contents.standard
    try:
        standard = load_standard_text(copy.source, f"{path.name} 内的指标体系")
    except AppError as error:
        raise refusals.damaged(path, "其中的指标体系读不通") from error
    if (standard.id, standard.version) != (copy.id, copy.version):
        raise refusals.damaged(path, "其中的指标体系与登记的不符")
    return report_of(standard, contents.entries), contents.points


def _by_address(entries: Iterable[tuple[str, Entry]]) -> dict[str, Entry]:
    listed = list(entries)
    by_address = dict(listed)
    if len(by_address) != len(listed):
        raise ValueError("two entries for one address")
    return by_address


def _cannot_store(error: BadRowError) -> AppError:
    return AppError("cannot_store", f"没有保存：{error}。此前的内容没有受影响。请修改后再试。")
