"""Attacks on a server, each of which fails and leaves it answering."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from evigraph.errors import QueryError
from evigraph.export.ntriples import nq
from evigraph.query.asked import LONGEST
from evigraph.query.asked import asked as read
from evigraph.query.serve.settings import Limits
from samples import GRAPH
from serving import BEARER, JSON, PATIENCE, TOKEN, asked, folder_of, rows, serving

if TYPE_CHECKING:
    import httpx

ALL = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))  # years of work, however fast the machine
ENOUGH = "ASK { ?c ev:foundedIn ?p }"
MEMORY = 2 * 1024**3  # bytes, of which the threads of a store on many cores reserve half before it has done anything
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
SENTINEL = "a secret of the disk"


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    """Keep a file on the disk that no answer may ever hold."""
    place = tmp_path_factory.mktemp("secret") / "secret.nt"
    place.write_text(f'<http://a.example/s> <http://a.example/p> "{SENTINEL}" .\n')
    return place


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> Path:
    """Write a graph with names and links that would do harm."""
    folder = folder_of(GRAPH, tmp_path_factory.mktemp("safety"))
    hostile = ox.Literal(HOSTILE)
    label, base = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), "https://evigraph.example/"
    with (folder / "graph.nq").open("ab") as quads:
        for name in ("entity/hostile", "predicate/hostile"):
            quads.write(f"<{base}{name}> {label} {hostile} .\n".encode())
        quads.write(f"<{base}entity/hostile> <{base}predicate/hostile> <javascript:alert(1)> .\n".encode())
        quads.write(f"<{base}entity/hostile> <{base}predicate/hostile> <{base}/evil.example/> .\n".encode())
    return folder


@pytest.fixture(scope="module")
def client(attacked) -> Iterator[httpx.Client]:
    """Serve it with small limits, and time for a machine with other work to do."""
    limits = Limits(rows=50, size=40_000)
    with serving(attacked, seconds=PATIENCE / 2, limits=limits, token=TOKEN, memory=MEMORY, body=200_000) as found:
        yield found


@pytest.fixture(scope="module")
def hasty(attacked) -> Iterator[httpx.Client]:
    """Serve it with a second for each query."""
    with serving(attacked, seconds=1.0, memory=MEMORY) as found:
        yield found


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """Listen where a query might be lured; whoever comes is noted."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/x", listener
    listener.close()


@pytest.fixture(autouse=True)
def _alive(client):
    """Whatever was tried, the next one is answered."""
    yield
    assert asked(client, ENOUGH).json()["boolean"] is True


def answers_again(client: httpx.Client) -> bool:
    """Tell whether a server that has a second for each query answers an easy one, if need be at the tenth time."""
    return any(asked(client, ENOUGH).status_code == 200 for _ in range(10))


def visited(trap) -> bool:
    try:
        trap[1].accept()[0].close()
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\U00000053\\u0045RVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE # a comment\n <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE#<http://b>\r<URL> { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "PREFIX a: <URL#> SELECT * { SERVICE a: { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b#>\n) SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } } } }",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * \\u0046ROM <URL> { ?s ?p ?o }",
        "SELECT * FROM # a comment\n <URL> { ?s ?p ?o }",
        "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
        "SELECT * FROM NAMED <URL#g> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * \\u0046\\u0052OM NAM\\u0045D <URL> { GRAPH ?g { ?s ?p ?o } }",
        "BASE <URL> SELECT * FROM <> { ?s ?p ?o }",
        "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
        "DESCRIBE <URL>",
        "CONSTRUCT { ?s ?p ?o } FROM <URL> WHERE { ?s ?p ?o }",
        "ASK { ?s ?p 'a'SERVICE<URL>{} }",
        "SELECT * { VALUES ?x { <URL> } SERVICE SILENT ?x { ?s ?p ?o } }",
        "LOAD <URL>",
    ],
)
def test_no_query_reaches_the_network(client, trap, query):
    """Nobody is ever called, whatever the call hides behind."""
    asked(client, query.replace("URL", trap[0]))
    assert not visited(trap)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <URL>",
        "LOAD SILENT <URL> INTO GRAPH <http://a.example/g>",
        "\\u004cOAD <URL>",
        "CLEAR SILENT GRAPH <http://a.example/g>;load<URL>",
        "LOAD# a comment\n<URL>",
        "PREFIX a: <URL#> LOAD a:",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
        "INSERT { ?s ?p ?o } WHERE { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "L\\u004fAD <URL> INTO GRAPH <http://a.example/g>",
        "INSERT DATA { <http://a.example/s> <http://a.example/p> '#' } ; LOAD <URL>",
        "BASE <URL> LOAD <>",
        "DELETE { ?s ?p ?o } USING <http://a.example/g> WHERE { SERVICE SILENT <URL> { ?s ?p ?o } }",
    ],
)
def test_no_update_reaches_the_network(client, trap, update):
    """Who may change data may still not make the server fetch any."""
    headers = {"content-type": "application/sparql-update", **BEARER}
    found = client.post("/sparql", content=update.replace("URL", trap[0]), headers=headers)
    assert found.status_code == 400
    assert not visited(trap)


@pytest.mark.parametrize("form", ["FROM <{0}>", "FROM NAMED <{0}>", "\\u0046ROM <{0}>"])
@pytest.mark.parametrize("scheme", ["file://", "file:", ""])
def test_no_query_reads_a_file(client, secret, form, scheme):
    """A graph is what the store holds, never a file."""
    found = asked(client, f"SELECT * {form.format(f'{scheme}{secret}')} {{ ?s ?p ?o }}")
    assert found.status_code == 400
    assert SENTINEL not in found.text


def test_no_request_reads_a_file(client, secret):
    """The graphs of a request, and of the graph store, are none of the disk either."""
    for path, parameters in (
        ("/sparql", {"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": f"file://{secret}"}),
        ("/graphs", {"graph": f"file://{secret}"}),
    ):
        assert SENTINEL not in client.get(path, params=parameters).text


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fstore.py",
        "/static//etc/passwd",
        "/static/style.css%00.py",
        "/static/..\\app.py",
        "/explorer/../graph.nq",
        "/graph.nq",
        "/workspace.db",
        "//etc/passwd",
        "/entity/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/entity/%00",
        "/static/%252e%252e%252fapp.py",
        "/static/%252e%252e/%252e%252e/%252e%252e/etc/passwd",
        "/entity/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
        "/static/%c0%ae%c0%ae/app.py",
        "/static/....//app.py",
        "/graphs/%2e%2e/workspace.db",
        "/entity/file:%2f%2f%2fetc%2fpasswd",
        "/entity/%ff%fe",
        "/entity/<script>alert(1)</script>",
        "/entity/a b",
    ],
)
def test_no_path_leads_out(client, path):
    """Addresses name things of the graph, not files; these name nothing."""
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port, timeout=PATIENCE)
    connection.putrequest("GET", path.replace(" ", "%20"), skip_host=False)
    connection.endheaders()
    found = connection.getresponse()
    content = found.read().decode("utf-8", "replace")
    connection.close()
    assert found.status in {400, 404}
    assert "root:" not in content
    assert "import" not in content
    assert "<script" not in content or found.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ALL }",
        "ASK { ALL FILTER(?s0 = ?s1 && ?s1 = ?s2 && ?s0 != ?s2) }",
        "SELECT ?x { ALL BIND(CONCAT(STR(?o0), STR(?o1)) AS ?x) } ORDER BY ?x LIMIT 1",
        "SELECT * { ALL } ORDER BY RAND() DESC(?o0) ?o1 LIMIT 1",
        "SELECT DISTINCT ?s0 ?s1 ?s2 { ALL FILTER(CONCAT(STR(?s0), STR(?s1), STR(?s2)) = 'x') }",
        "SELECT (GROUP_CONCAT(STR(?o0)) AS ?x) { ALL }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>)* ?b . ?c (!<x:b>)* ?d . ?e (!<x:c>)* ?f . ALL }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:b>)+/(!<x:c>)* ?b . ?c (!<x:d>)* ?d . ALL }",
    ],
)
def test_endless_queries_are_stopped(hasty, query):
    """A query that takes too long ends, and the next one is answered."""
    assert asked(hasty, query.replace("ALL", ALL)).status_code == 503
    assert answers_again(hasty)


def test_a_long_path_is_followed_or_given_up(hasty):
    """Three hundred steps in a row are as much to plan as some machines can in a second."""
    assert asked(hasty, f"ASK {{ ?s {'/'.join(['<x:p>'] * 300)} ?o }}").status_code in {200, 503}
    assert answers_again(hasty)


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*b", "(.*)*(.*)*(.*)*x", "((a{1,100}){1,100}){1,100}", "(a?){500}a{500}", "\\\\p{L}{1000}"],
)
def test_expressions_do_not_explode(hasty, pattern):
    """A regular expression takes no longer than its text is long, or is stopped."""
    found = asked(hasty, f"SELECT (REGEX('{'a' * 100}', '{pattern}') AS ?x) {{}}")
    assert found.status_code in {200, 503}
    assert answers_again(hasty)


@pytest.mark.parametrize("bit", ["service:", "a.", "'\\\\", "service#\n", "<a", "'\"", "service silent "])
def test_reading_a_query_takes_no_time(bit):
    """What we read of a query ourselves takes a moment, however it is made."""
    start = process_time()
    with suppress(QueryError):
        read(f"ASK {{ {bit * (LONGEST // len(bit) - 10)}")
    assert process_time() - start < 60


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (STRLEN('{'x' * 18_000}') AS ?n) {{}}",
        f"ASK {{ ?s ?p {'9' * 18_000} }}",
        f"ASK {{ ?s ?p 1e{'9' * 5_000} }}",
        f"ASK {{ <http://{'a' * 18_000}.example/> ?p ?o }}",
        "ASK { ?s ?p '\\uD800' }",
        "ASK { ?s ?p '\\U0010FFFF\\u0000' }",
        f"ASK {{ ?s ?p 'x'@{'a' * 9_000} }}",
        "SELECT (REPLACE('a', '(', '$9') AS ?x) {}",
        "SELECT (STRDT('1', <javascript:alert(1)>) AS ?x) {}",
        f"ASK {{ {'?s ?p ?o . ' * 300} }}",
    ],
)
def test_odd_terms_end_nothing(hasty, query):
    """Giant, lone and broken terms are answered or refused, and no process is the worse for it."""
    assert asked(hasty, query).status_code in {200, 400, 503}


def test_memory_is_bounded(client):
    """A query that wants all memory takes down its own process and no more."""
    doubling = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(36))
    assert asked(client, f"SELECT (STRLEN(?x36) AS ?n) {{ BIND('aaaa' AS ?x0) {doubling} }}").status_code == 503


@pytest.mark.parametrize(
    "query",
    [f"ASK {{ {'{' * 5000}{'}' * 5000} }}", f"ASK {{ FILTER({'(' * 9000}1{')' * 9000}) }}", "ASK {}" + " " * 150_000],
)
def test_deep_and_long_queries_are_refused(client, query):
    """What would exhaust the stack is refused before it is parsed."""
    assert asked(client, query).status_code == 400


def test_long_bodies_are_refused(client):
    """A body is read up to a limit."""
    assert asked(client, "ASK {}" + " " * 1_000_000).status_code == 413


def test_answers_are_cut_and_say_so(client):
    """Too many rows or bytes are cut between rows, and a header names the limit."""
    found = asked(client, "SELECT * { ?s ?p ?o }")
    assert len(rows(found)) == 50
    assert found.headers["evigraph-cut"] == "50 rows"
    long = asked(
        client,
        "SELECT (CONCAT(?a, ?a, ?a, ?a, ?a, ?a) AS ?b) { ?s rdfs:comment ?c BIND(CONCAT(?c, ?c, ?c) AS ?a) }",
    )
    assert 0 < len(long.content) < 41_000
    assert long.headers["evigraph-cut"] == "40000 bytes"
    assert json.loads(long.content)["results"]["bindings"]


def test_one_giant_value_is_not_sent(client):
    """A single value beyond the limit is left out, and that is said."""
    doubling = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(16))
    found = asked(client, f"SELECT ?x16 {{ BIND('aaaa' AS ?x0) {doubling} }}")
    assert rows(found) == []
    assert found.headers["evigraph-cut"] == "40000 bytes"


def test_graphs_are_cut_and_say_so(client):
    """A graph is cut between triples."""
    found = asked(client, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", accept="application/n-triples")
    assert len(found.content.splitlines()) == 50
    assert found.headers["evigraph-cut"] == "50 rows"


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}, {"authorization": TOKEN}]
)
def test_updates_need_the_token(client, headers):
    """No token, no update; the wrong one neither."""
    found = client.post("/sparql", data={"update": "CLEAR ALL"}, headers=headers)
    assert found.status_code == 401
    assert found.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/graphs?default"),
        ("POST", "/graphs?default"),
        ("DELETE", "/graphs?default"),
        ("PATCH", "/sparql"),
        ("DELETE", "/sparql"),
        ("PUT", "/entity/alibaba"),
        ("TRACE", "/sparql"),
        ("OPTIONS", "/sparql"),
    ],
)
def test_no_method_writes(client, method, path):
    """Whatever else HTTP has changes nothing, not even with the token."""
    body = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"
    headers = {"content-type": "application/rdf+xml", **BEARER}
    found = client.request(method, path, content=body, headers=headers)
    assert found.status_code in {400, 405}
    assert "root:" not in found.text


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (
            "application/rdf+xml",
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        ),
        ("application/ld+json", '{"@context": "URL", "@id": "http://a.example/", "name": "x"}'),
        ("text/turtle", "@base <URL> . <> <p> <o> ."),
        (
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--',
        ),
        ("application/sparql-query, application/sparql-update", "CLEAR ALL"),
    ],
)
def test_no_document_is_taken(client, trap, media_type, body):
    """The endpoint reads queries and updates, never RDF: no entity, no context, no base is followed."""
    found = client.post("/sparql", content=body.replace("URL", trap[0]), headers={"content-type": media_type})
    assert found.status_code == 415
    assert not visited(trap)


def test_updates_need_a_writable_server(tmp_path):
    """By default there are no updates, and no token that would open them."""
    with serving(folder_of(GRAPH, tmp_path)) as closed:
        for headers in ({}, {"authorization": "Bearer None"}, {"authorization": "Bearer"}, BEARER):
            assert closed.post("/sparql", data={"update": "CLEAR ALL"}, headers=headers).status_code == 403
        assert asked(closed, "ASK { ?s ev:foundedIn ?o }").json()["boolean"] is True


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "127.0.0.1@evil.example",
        "evil.example#localhost",
        "localhost evil.example",
        "127.0.0.1:80:evil.example",
        "[::1].evil.example",
    ],
)
def test_other_names_of_this_machine_are_refused(client, host):
    """A site that makes its name point here (DNS rebinding) is not answered."""
    assert client.get("/", headers={"host": host}).status_code in {400, 403}


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", "file://", "*", ""],
)
def test_other_sites_are_refused(client, origin):
    """A page of another site can neither ask nor read."""
    found = client.post("/sparql", data={"query": "ASK {}"}, headers={"origin": origin})
    assert found.status_code == 403
    assert "access-control-allow-origin" not in found.headers


def test_one_site_may_be_let_in(tmp_path):
    """With an origin given, its pages and no others may read the answers."""
    with serving(folder_of(GRAPH, tmp_path), origin="https://yasgui.example") as open_:
        found = open_.post("/sparql", data={"query": "ASK {}"}, headers={"origin": "https://yasgui.example"})
        assert found.headers["access-control-allow-origin"] == "https://yasgui.example"
        assert open_.get("/sparql", headers={"origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/explorer", "/ontology", "/dataset", "/static/style.css", "/nothing", "/graphs"]
)
def test_every_answer_bears_the_headers(client, path):
    """Browsers are told to run, frame, sniff and leak nothing, on errors too."""
    headers = client.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_labels_are_never_markup(client):
    """What stands in the graph is shown as text, and an address that runs code is no link."""
    page = client.get("/entity/hostile", headers={"accept": "text/html"}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert 'href="//' not in page


def test_errors_are_never_markup(client):
    """What a request holds comes back as plain text at most."""
    found = client.get("/sparql", params={"query": HOSTILE}, headers={"accept": "text/html"})
    assert found.headers["content-type"].startswith("text/plain")


def test_headers_cannot_be_forged(client):
    """A line end in a query does not end a header."""
    found = asked(client, "SELECT * { ?a ev:x\u00e9y ?b } # \r\nX-Forged: 1")
    assert "x-forged" not in found.headers


@pytest.mark.parametrize(
    "path", ["/entity/%0d%0aX-Forged:%201", "/static/%0aX-Forged:1", "/graphs?graph=http://a/%0d%0aX-Forged:1"]
)
def test_addresses_forge_no_headers(client, path):
    """A line end in an address does not end a header either."""
    found = client.get(path)
    assert found.status_code in {400, 404}
    assert "x-forged" not in found.headers


@pytest.mark.parametrize(
    "head",
    [
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nquery=",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n" + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_broken_requests_end_with_their_connection(client, head):
    """A request with two lengths, endless headers or a foreign name is refused, or simply not answered."""
    with socket.create_connection((client.base_url.host, client.base_url.port), timeout=5) as connection:
        with suppress(OSError):
            connection.sendall(head)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(OSError):
            answer = connection.recv(100)
    assert answer[:12] in {b"", b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 415", b"HTTP/1.1 431"}


@pytest.mark.parametrize(
    "accept",
    [
        "",
        ",",
        ";",
        "*",
        "a/b;q=9",
        "text/html;q=nan",
        "/",
        "*/*;q=1e9",
        "text/" + "x" * 10_000,
        ",".join(["a/b"] * 5000),
    ],
)
def test_odd_wishes_are_answered(client, accept):
    """An Accept header is never an error of the server."""
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": accept}).status_code in {200, 406}


def test_too_many_fields_are_refused(client):
    """A form has so many fields and no more."""
    found = client.post("/sparql", content="a=1&" * 5000, headers={"content-type": "application/x-www-form-urlencoded"})
    assert found.status_code == 400


def test_half_a_request_holds_up_nobody(client):
    """A client that never finishes its request does not keep others waiting."""
    with socket.create_connection((client.base_url.host, client.base_url.port)) as slow:
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nque")
        assert asked(client, "ASK {}", accept=JSON).status_code == 200


def test_the_data_is_what_it_was(client):
    """After all attacks the store holds what was loaded."""
    labels = rows(asked(client, "SELECT DISTINCT ?l { ?c rdf:type rdf:Statement ; rdf:subject/rdfs:label ?l }"))
    assert {"Alibaba", "Many"} == {label for (label,) in labels}
    assert nq(GRAPH)
