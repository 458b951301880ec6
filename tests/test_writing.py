"""Writing survives kills, long names, mounted files and folders that are not ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from claimcheck import writing
from claimcheck.errors import InputError
from claimcheck.writing import check_writable, write_text


def test_a_name_as_long_as_names_may_be(tmp_path):
    path = tmp_path / ("n" * 251 + ".txt")
    check_writable(path)
    write_text(path, "whole\n")
    assert path.read_text() == "whole\n" and len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_run_has_left_goes_with_the_next_and_what_lives_stays(tmp_path):
    """Killed before it puts its file in place: the old one stands, and its part is removed."""
    path = tmp_path / "report.txt"
    path.write_text("old\n")
    script = textwrap.dedent(f"""
        import os, pathlib, sys
        from claimcheck import writing
        def replace(self, target):
            print("ready", flush=True)
            sys.stdin.read()
        pathlib.Path.replace = replace
        writing.write_text(pathlib.Path({str(path)!r}), "new\\n")
    """)
    writer = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdout.readline() == b"ready\n"
    write_text(tmp_path / "other.txt", "by a run beside it\n")
    [part] = tmp_path.glob(".claimcheck-*.part")
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert path.read_text() == "old\n" and part.exists()
    writing._CLEARED.clear()
    write_text(tmp_path / "other.txt", "by the next run\n")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.txt", "report.txt"]


def test_a_file_that_cannot_be_replaced_is_written_in_place(tmp_path, monkeypatch):
    """As one that is mounted into a container by itself."""
    path = tmp_path / "report.txt"
    path.write_text("a longer text than the new one\n")
    inode = path.stat().st_ino

    def busy(self, target):
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr("pathlib.Path.replace", busy)
    write_text(path, "new\n")
    assert path.read_text() == "new\n" and path.stat().st_ino == inode
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["n" * 256, "missing/report.txt", "folder", "loop", "a\0b"])
def test_what_cannot_be_written_is_known_before(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match="cannot be written"):
        check_writable(tmp_path / name)
    assert not (tmp_path / "missing").exists()


def test_a_planted_name_is_not_written_through(tmp_path):
    """The name of the part was the process's number: a link of that name led elsewhere."""
    victim = tmp_path / "victim"
    victim.write_text("mine\n")
    (tmp_path / f".report.txt.{os.getpid()}.part").symlink_to(victim)
    (tmp_path / ".claimcheck-0.part").symlink_to(victim)
    write_text(tmp_path / "report.txt", "new\n")
    assert victim.read_text() == "mine\n"


def test_a_new_file_has_the_mode_that_the_user_has_set(tmp_path):
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "report.txt", "new\n")
    finally:
        os.umask(before)
    assert (tmp_path / "report.txt").stat().st_mode & 0o777 == 0o640
