"""Runs every test project of the solution, two at a time, and counts what really ran.

    run_tests.py [--jobs N] [--limit SECONDS] [--idle SECONDS] [--filter EXPRESSION] [PROJECT..]

Without a name, all but those that belong to `make e2e`.
What a test wrote with `measured: ` before it is printed. The last line is 'N passed, N failed, N skipped'. The exit code is 0 only if something passed and nothing failed.
A test host that crashes, hangs past the limit or runs nothing is a failure, even where every reported test passed.
"""

import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "artifacts" / "test-results"
END_TO_END = {"AoEde.Installation.Tests"}
# Minutes each, and most of that is waiting for a wire or a server: begun first, so that the short ones fill what is left.
LONGEST = ["AoEde.Wire.Tests", "AoEde.Freeze.Tests", "AoEde.Cluster.Tests", "AoEde.Operator.Tests"]
TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"


running = set()  # test hosts, for an end from outside


@dataclass
class Outcome:
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)


def test_projects(names):
    paths = re.findall(r'"([^"]+\.Tests\.csproj)"', (ROOT / "AoEde.sln").read_text(encoding="utf-8-sig"))
    projects = sorted(ROOT / path.replace("\\", "/") for path in paths)
    chosen = [p for p in projects if (any(name in p.stem for name in names) if names else p.stem not in END_TO_END)]
    return sorted(chosen, key=lambda p: LONGEST.index(p.stem) if p.stem in LONGEST else len(LONGEST))


def run_host(project, trx, options):
    """Runs one test assembly in a session of its own, so that the time limit ends it with all it started.

    The runner's own guard ends a host that reports nothing for `--idle` seconds and names the test that hung.
    """
    chosen = ["--filter", options.filter] if options.filter else []
    assembly = ROOT / "artifacts" / "bin" / project.stem / "debug" / (project.stem + ".dll")
    log = trx.with_suffix(".log")
    with open(log, "wb") as output:
        host = subprocess.Popen(
            ["dotnet", "test", assembly, "--logger", f"trx;LogFileName={trx.name}", "--results-directory", trx.parent,
             "--blame-hang", "--blame-hang-timeout", f"{options.idle}s", "--blame-hang-dump-type", "none", *chosen],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
        running.add(host)
        try:
            host.wait(timeout=options.limit)
            trouble = ""
        except subprocess.TimeoutExpired:
            trouble = f"the test host was ended after {options.limit} s"
        finally:
            end_session(host)
            running.discard(host)
            for dump in RESULTS.rglob("*.dmp"):  # written in spite of dump type none; hundreds of megabytes
                dump.unlink(missing_ok=True)
    text = log.read_text(errors="replace")
    if not trouble and "Test Run Aborted" in text:
        trouble = "the test host crashed or hung\n" + indent("\n".join(abort_report(text)))
    return trouble, host.returncode


def abort_report(text):
    lines = text.splitlines()
    wanted = [i for i, line in enumerate(lines) if "test run was aborted" in line or "test running when the crash" in line]
    return [line for i in wanted for line in lines[i:i + 3] if line.strip()]


def end_session(host):
    try:
        os.killpg(host.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    host.wait()


def read_trx(trx):
    outcome = Outcome()
    if not trx.exists():
        return outcome
    for result in xml.parse(trx).getroot().iter(TRX + "UnitTestResult"):
        name = result.get("testName")
        message = (result.findtext(f"{TRX}Output/{TRX}ErrorInfo/{TRX}Message")
                   or result.findtext(f"{TRX}Output/{TRX}StdOut") or "").strip()
        match result.get("outcome"):
            case "Passed":
                outcome.passed += 1
                outcome.measured += [line.strip() for line in message.splitlines() if line.strip().startswith("measured: ")]
            case "NotExecuted":
                outcome.skipped.append(f"{name}: {message or 'no reason given'}")
            case _:
                stack = result.findtext(f"{TRX}Output/{TRX}ErrorInfo/{TRX}StackTrace") or ""
                outcome.failed.append(f"{name}\n{indent(message)}\n{indent(stack)}")
    return outcome


def indent(text):
    return "\n".join("    " + line for line in text.strip().splitlines()[:30])


def run(project, options):
    trx = RESULTS / (project.stem + ".trx")
    trx.unlink(missing_ok=True)
    started = time.monotonic()
    trouble, code = run_host(project, trx, options)
    outcome = read_trx(trx)
    if not trouble and outcome.passed + len(outcome.failed) + len(outcome.skipped) == 0:
        trouble = "no test ran"
    if not trouble and code != 0 and not outcome.failed:
        trouble = f"the test host ended with {code}"
    if trouble:
        outcome.failed.append(f"{project.stem}: {trouble} (see {trx.with_suffix('.log').relative_to(ROOT)})")
    print(f"{project.stem}: {outcome.passed} passed, {len(outcome.failed)} failed, {len(outcome.skipped)} skipped"
          f" ({time.monotonic() - started:.1f} s)", flush=True)
    return outcome


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--jobs", type=int, default=2, help="projects at a time")
    arguments.add_argument("--limit", type=int, default=1500, help="seconds one test project may take")
    arguments.add_argument("--idle", type=int, default=180, help="seconds without a finished test that count as a hang")
    arguments.add_argument("--filter", help="which tests, as `dotnet test --filter` takes it")
    arguments.add_argument("projects", nargs="*")
    options = arguments.parse_args()

    projects = test_projects(options.projects)
    if not options.projects:
        shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    print("== tests", flush=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        try:
            outcomes = list(pool.map(lambda project: run(project, options), projects))
        except (SystemExit, KeyboardInterrupt):
            pool.shutdown(wait=False, cancel_futures=True)
            for host in list(running):
                end_session(host)
            raise
    passed = sum(o.passed for o in outcomes)
    failed = [entry for o in outcomes for entry in o.failed]
    skipped = [entry for o in outcomes for entry in o.skipped]
    measured = [entry for o in outcomes for entry in o.measured]

    if measured:
        print("== measured")
        print("\n".join(line.removeprefix("measured: ") for line in measured))
    if skipped:
        print("== skipped")
        print("\n".join(sorted(skipped)))
    if failed:
        print("== failed")
        print("\n".join(failed))
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped", flush=True)
    return 0 if passed and not failed else 1


def leave(*_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not interrupt the cleaning up
    sys.exit(143)


if __name__ == "__main__":
    # An end from outside ends the running test hosts too.
    signal.signal(signal.SIGTERM, leave)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
