"""A stand-in for an OpenAI-compatible server on this machine: it does what a test tells it, good or bad."""

import base64
import json
import struct
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DIMENSIONS = 32


class StandIn:
    """What the server does and what it was asked.

    `write` is given the question and the passages ({"key", "section", "text"}) and returns sentences as
    (text, [(key, quote), …]), or a string that is sent as it is; `translate` is given a question and returns
    (expression, [meaning, …]), or such a string; `point` is given a question and the sentences ({"key", "text"}) and
    returns keys, or such a string; `propose` is given a reply and the empty fields and returns
    (field, value, words), or such a string. `status` other than 200 fails every request, `wait`
    holds it up, `size` pads every answer to so many bytes, and `drip` sends it a byte at a time.
    """

    def __init__(self):
        self.write = lambda question, passages: []
        self.point = lambda question, sentences: []
        self.translate = lambda question: []
        self.propose = lambda reply, fields: []
        self.status = 200
        self.wait = 0.0
        self.size = 0
        self.drip = 0.0
        self.dimensions = DIMENSIONS
        self.vector = None  # a function of a text, in place of hashed words
        self.requests = []
        self.headers = {}
        self.url = ""
        self.stopping = threading.Event()

    @property
    def chats(self):
        return [body for path, body in self.requests if path.endswith("/chat/completions")]

    @property
    def wordings(self):
        """The chats that were to word passages."""
        return [body for body in self.chats if "passages" in json.loads(body["messages"][-1]["content"])]

    @property
    def embedded(self):
        return [text for path, body in self.requests if path.endswith("/embeddings") for text in body["input"]]

    def answer(self, path, body):
        return self._vectors(body) if path.endswith("/embeddings") else self._chat(body)

    def _chat(self, body):
        material = json.loads(body["messages"][-1]["content"])
        if "passages" in material:
            written = self.write(material["question"], material["passages"])
            content = written if isinstance(written, str) else _structured(written)
        elif "sections" in material:
            content = _keys(self.point(material["question"], _sentences(material["sections"])))
        elif "reply" in material:
            content = _proposals(self.propose(material["reply"], material["fields"]))
        else:
            content = _renderings(self.translate(material["question"]))
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        usage = {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
        return {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": body["model"],
            "choices": [choice],
            "usage": usage,
        }

    def _vectors(self, body):
        vectors = [(self.vector or self.hashed)(text) for text in body["input"]]
        if body.get("encoding_format") == "base64":
            vectors = [base64.b64encode(struct.pack(f"<{len(one)}f", *one)).decode() for one in vectors]
        rows = [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(vectors)]
        return {
            "object": "list",
            "model": body["model"],
            "data": rows,
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }

    def hashed(self, text):
        vector = [0.01] * self.dimensions
        for word in text.casefold().split():
            vector[zlib.crc32(word.encode()) % self.dimensions] += 1.0
        return vector


def _structured(sentences):
    rows = [
        {"text": text, "quotes": [{"key": key, "quote": quote} for key, quote in quotes]} for text, quotes in sentences
    ]
    return json.dumps({"sentences": rows}, ensure_ascii=False)


def _sentences(sections):
    return [sentence for section in sections for sentence in section["sentences"]]


def _keys(found):
    return found if isinstance(found, str) else json.dumps({"keys": found})


def _renderings(found):
    rows = found if isinstance(found, str) else [{"expression": one, "meanings": many} for one, many in found]
    return rows if isinstance(rows, str) else json.dumps({"expressions": rows}, ensure_ascii=False)


def _proposals(found):
    rows = (
        found if isinstance(found, str) else [dict(zip(("field", "value", "words"), one, strict=True)) for one in found]
    )
    return rows if isinstance(rows, str) else json.dumps({"proposals": rows}, ensure_ascii=False)


def _handler(stand_in):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stand_in.headers = {name.lower(): value for name, value in self.headers.items()}
            stand_in.requests.append((self.path, body))
            stand_in.stopping.wait(stand_in.wait)
            try:
                self._reply(stand_in.answer(self.path, body))
            except (BrokenPipeError, ConnectionResetError):
                return  # the client has had enough

        def _reply(self, answer):
            content = json.dumps(answer if stand_in.status == 200 else {"error": {"message": "PWNED by an error text"}})
            self.send_response(stand_in.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            sent = content.encode().ljust(stand_in.size)
            if not stand_in.drip:
                self.wfile.write(sent)
                return
            for byte in sent:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if stand_in.stopping.wait(stand_in.drip):
                    return

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def openai_server():
    """Yield a stand-in that listens until the block ends."""
    stand_in = StandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    server.daemon_threads = True
    stand_in.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(2)


def best_sentence(question, passages):
    """Word an answer honestly: the sentences of the first passages that share most words with the question."""
    wanted = {word.strip("?.,").casefold() for word in question.split() if len(word) > 3}
    rated = []
    for passage in passages[:3]:
        for line in passage["text"].splitlines():
            if len(line.split()) > 3:
                shared = sum(any(word in found.casefold() for found in line.split()) for word in wanted)
                rated.append((-shared, len(rated), line.strip(), passage["key"]))
    return [(line, [(key, line)]) for _, _, line, key in sorted(rated)[:2]]
