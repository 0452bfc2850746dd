"""A browser of the least: cookies, forms, files. It speaks to a real server and reads what it answers."""

import contextlib
import http.client
import uuid
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Browser:
    def __init__(self, port: int, session: str):
        self.port, self.cookies = port, {"session": session, "csrf": "c" * 32}

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> tuple[int, str, str]:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)) as line:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before it was all sent
                cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                line.request(method, address, body, {"Cookie": cookies} | headers)
            try:
                answer = line.getresponse()
                text = answer.read().decode("utf-8", "replace")
            except (http.client.RemoteDisconnected, ConnectionResetError):
                return 413, "", ""
        for given in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(given).items()}
        return answer.status, text, answer.headers.get("Location", "")

    def get(self, address: str) -> tuple[int, str, str]:
        return self.ask("GET", address)

    def post(self, address: str, script: bool = False, **words: object) -> tuple[int, str, str]:
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrf"]} | words).encode()
        accept = {"Accept": "application/json"} if script else {}
        return self.ask("POST", address, body, **{"Content-Type": "application/x-www-form-urlencoded"} | accept)

    def send(self, address: str, name: str, content: bytes, **words: object) -> tuple[int, str, str]:
        mark, parts = uuid.uuid4().hex, []
        for field, value in ({"csrfmiddlewaretoken": self.cookies["csrf"]} | words).items():
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode())
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join(parts) + head + content + f"\r\n--{mark}--\r\n".encode()
        return self.ask("POST", address, body, **{"Content-Type": f"multipart/form-data; boundary={mark}"})
