"""A reader who means harm: nothing they send stops the server, fills it, or makes it call out."""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from tests.browser.wire import dialled, page, port_of, put, token, visited
from tests.serving import Server, serving

HERE = Path(__file__).parent
PAGES = ("", "map", "unit", "scenarios", "targets", "methods", "data", "compare")
OTHERS = {"X-Forwarded-For": "192.0.2.7"}
SECONDS = 30.0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def memory(server: Server, what: str) -> int:
    """Bytes that the process holds (VmRSS), or held at most (VmHWM)."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{server.pid}/status").read_text())
    assert found is not None
    return int(found[1]) << 10


def heartbeat() -> bytes:
    asked = BackMsg()
    asked.app_heartbeat = True
    return bytes(asked.SerializeToString())


def close_code(connection: ClientConnection) -> int | None:
    """What a connection is ended with, whatever comes before."""
    try:
        while True:
            connection.recv(timeout=SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd is not None else None


def answered(connection: ClientConnection, beats: list[float]) -> None:
    """Note when each heartbeat was answered, until the connection ends."""
    try:
        while True:
            came = connection.recv()
            assert isinstance(came, bytes)
            if ForwardMsg.FromString(came).HasField("heartbeat_ack"):
                beats.append(time.monotonic())
    except ConnectionClosed:
        return


def test_a_flood_is_served_at_its_own_pace_and_then_hung_up_on(server: Server) -> None:
    beats: list[float] = []
    with dialled(server) as flood:
        listening = threading.Thread(target=answered, args=(flood, beats), daemon=True)
        listening.start()
        began = time.monotonic()
        for _message in range(2_000):
            flood.send(heartbeat())
        for _reader in range(3):
            assert page(server, headers=OTHERS).said
        elapsed = time.monotonic() - began
        served = len(beats)
        assert served > 0
        assert served <= 60 + 30 * elapsed + 1
    listening.join(SECONDS)
    # What was sent is not served after its sender has hung up.
    assert len(beats) < 2_000


def test_a_flood_of_pings_ends_its_connection(server: Server) -> None:
    with dialled(server) as flood:
        with suppress(ConnectionClosed, OSError):
            for _ping in range(20_000):
                flood.ping()
        assert close_code(flood) is None
    assert page(server).said


def bomb() -> bytes:
    """A frame of about 190 kB that unpacks to 190 MB, as a browser would send it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _part in range(190))
    packed += packer.flush(zlib.Z_SYNC_FLUSH)
    # Whole, packed, binary; with a length of eight bytes, and a mask that changes nothing.
    return bytes([0b1100_0010, 0x80 | 127]) + struct.pack("!QI", len(packed) - 4, 0) + packed[:-4]


def test_frames_that_unpack_large_are_not_unpacked(server: Server) -> None:
    page(server)
    before = memory(server, "VmHWM")
    sent = bomb()
    assert len(sent) < 400_000
    with ExitStack() as open_ones:
        connections = [open_ones.enter_context(dialled(server)) for _one in range(4)]
        for connection in connections:
            connection.socket.sendall(sent)
        assert [close_code(connection) for connection in connections] == [1009] * 4
    assert memory(server, "VmHWM") - before < 60 << 20


@pytest.mark.parametrize("content", ["text", b"\xff\xff\xff", b"\x0a" * 100])
def test_what_is_no_message_ends_its_connection_without_a_trace(
    server: Server, content: str | bytes
) -> None:
    with dialled(server) as connection:
        connection.send(content)
        assert close_code(connection) == 1002
    assert "Traceback" not in server.words()


def test_no_reader_empties_everyones_caches(server: Server) -> None:
    with dialled(server) as connection:
        visited(connection)
        asked = BackMsg()
        asked.clear_cache = True
        connection.send(asked.SerializeToString())
        # In order: once the next question is answered, the one before it has been looked at.
        connection.send(heartbeat())
        while True:
            came = connection.recv(timeout=SECONDS)
            assert isinstance(came, bytes)
            message = ForwardMsg.FromString(came)
            assert not message.HasField("delta"), "the page was drawn without being asked for"
            if message.HasField("heartbeat_ack"):
                break


def test_a_client_with_too_many_pages_is_told_and_others_are_served() -> None:
    with serving(environment={"READERS_PER_CLIENT": "3"}) as server, ExitStack() as open_ones:
        for _one in range(3):
            open_ones.enter_context(dialled(server))
        with pytest.raises(InvalidStatus) as refused:
            dialled(server)
        assert refused.value.response.status_code == 429
        assert server.get("/accepting")[2] == b'{"refused":"too_many"}'
        for lang, word in (("vi", "quá nhiều trang"), ("en", "Too many pages")):
            status, headers, said = server.get(f"/map?lang={lang}", Accept="text/html")
            assert (status, word in said.decode()) == (503, True)
            assert "content-security-policy" in headers
        assert page(server, headers=OTHERS).said


def test_a_request_that_never_comes_whole_is_hung_up_on(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=SECONDS) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        with suppress(ConnectionResetError):
            assert wire.recv(1) == b""


def test_a_stop_does_not_wait_for_an_upload_that_drips() -> None:
    with serving() as server:
        with socket.create_connection(("127.0.0.1", port_of(server))) as wire:
            head = "PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            wire.sendall(f"{head}Content-Length: 900000\r\n\r\nx".encode())
            with dialled(server):
                server.process.terminate()
                server.process.wait(timeout=SECONDS)
        assert server.process.returncode is not None
        # What an operator finds in the log of a server that came and went as it should.
        assert re.search(r"ready: program .+, data version \S+, database sqlite", server.words())
        assert re.search(r"INFO hanoiso: stopped$", server.words(), re.MULTILINE)


def test_nothing_makes_the_server_call_out(tmp_path: Path) -> None:
    log = tmp_path / "hosts.log"
    log.touch()
    environment = {"PYTHONPATH": str(HERE / "witness"), "WITNESS_LOG": str(log)}
    with serving(environment=environment) as server:
        port = port_of(server)
        for name in PAGES:
            with dialled(server) as connection:
                assert visited(connection, name=name).said
        with dialled(server) as connection:
            session_id, known = visited(connection).session_id, token(server)
            cookie = f"_streamlit_xsrf={known}"
            named = b"http://evil.example/x,//10.0.0.1/x"
            assert put(server, session_id, named, cookie=cookie, X_Xsrftoken=known) in (200, 204)
            assert put(server, session_id, bytes(2 << 20), cookie=cookie, X_Xsrftoken=known) == 413
            for page_of in ("https://evil.example", "http://10.0.0.1", "null"):
                put(server, session_id, named, cookie=cookie, X_Xsrftoken=known, Origin=page_of)
        for origin in ("https://evil.example", "http://10.0.0.1", "null", "http://[::1", None):
            with pytest.raises(InvalidStatus):
                dialled(server, origin=origin)
        for host in (f"evil.example:{port}", "checkip.amazonaws.com", "10.0.0.1"):
            with pytest.raises(InvalidStatus):
                dialled(server, host=host)
            assert server.get("/map", Host=host)[0] == 403
    assert log.read_text() == ""
