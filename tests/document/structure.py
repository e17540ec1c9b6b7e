"""What PDF/UA-1 (ISO 14289-1) asks of a file, as far as a program of a few pages can tell.

No validator for it is free in Debian, so this looks at the points that matter most to who listens to
a document: nothing without a tag, headings in order, heads of tables with a scope, texts for
pictures and links, a language and a title.
"""
import base64
import json
import re
import subprocess

LONGEST_ARRAY = 8191  # ISO 19005-1 6.1.12
PAINTING = {"TJ", "Tj", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh", "EI"}
TOKEN = re.compile(rb"<<|>>|\[|\]|<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\)])*\)|/[^\s/<>\[\]()]*|[^\s/<>\[\]()]+")


class Pdf:
    """The objects of a file, by qpdf."""

    def __init__(self, path):
        said = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
             "--decode-level=generalized", path, "-"], check=True, capture_output=True)
        self.objects = json.loads(said.stdout)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])

    def get(self, what):
        while isinstance(what, str) and re.fullmatch(r"\d+ \d+ R", what):
            found = self.objects["obj:" + what]
            what = found["value"] if "value" in found else found["stream"]["dict"]
        return what

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def pages(self, node=None):
        node = self.get(node or self.catalog["/Pages"])
        for kid in node["/Kids"]:
            if self.get(kid)["/Type"] == "/Pages":
                yield from self.pages(kid)
            else:
                yield kid


def text(value):
    """A string as qpdf gives it: u: is text, b: is bytes in hexadecimal."""
    return value[2:] if value and value.startswith("u:") else value


class Judge:
    def __init__(self, path):
        self.pdf = Pdf(path)
        self.faults = []
        self.elements = {}  # by reference
        self.order = []

    def wrong(self, what):
        if len(self.faults) < 20:
            self.faults.append(what)

    def run(self):
        self.file()
        root = self.pdf.get(self.pdf.catalog["/StructTreeRoot"])
        for kid in root["/K"]:
            self.element(kid, self.pdf.catalog["/StructTreeRoot"])
        self.parents = dict(self.numbers(root["/ParentTree"]))
        self.headings()
        for page in self.pdf.pages():
            self.page(page)
        self.arrays()
        return self.faults

    def file(self):
        catalog, info = self.pdf.catalog, self.pdf.get(self.pdf.trailer["/Info"])
        xmp = self.pdf.stream(catalog["/Metadata"]).decode()
        if catalog["/MarkInfo"].get("/Marked") is not True:
            self.wrong("the file isn't marked as tagged")
        if catalog["/ViewerPreferences"].get("/DisplayDocTitle") is not True:
            self.wrong("the title isn't shown")
        if not re.fullmatch(r"[a-z]{2}-[A-Z]{2}", text(catalog.get("/Lang", ""))):
            self.wrong("no language")
        for sign, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
            info["/Title"] = info["/Title"].replace(sign, escaped)
        title = re.search(r'<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>', xmp, re.S)
        if not title or title[1] != text(info["/Title"]):
            self.wrong("the two titles differ")
        if "<pdfuaid:part>1</pdfuaid:part>" not in xmp or "<pdfaid:part>1</pdfaid:part>" not in xmp:
            self.wrong("no claim to PDF/UA-1 and PDF/A-1")

    def element(self, reference, parent):
        it = self.pdf.get(reference)
        self.elements[reference] = it
        self.order.append(it)
        if it["/P"] != parent:
            self.wrong(f"{reference} has another parent")
        kids = it["/K"] if isinstance(it.get("/K"), list) else [it["/K"]] if "/K" in it else []
        inner = [kid for kid in kids if isinstance(kid, str)]
        it["pieces"] = [(kid["/Pg"], kid["/MCID"]) for kid in kids
                        if isinstance(kid, dict) and kid["/Type"] == "/MCR"]
        it["pieces"] += [(it["/Pg"], kid) for kid in kids if isinstance(kid, int)]
        it["links"] = [kid["/Obj"] for kid in kids
                       if isinstance(kid, dict) and kid["/Type"] == "/OBJR"]
        for kid in inner:
            self.element(kid, reference)
        self.kind(reference, it, [self.elements[kid]["/S"] for kid in inner], inner)

    def kind(self, reference, it, kinds, inner):
        kind, attributes = it["/S"], it.get("/A", {})
        if kind == "/Figure" and not (text(it.get("/Alt", "")) and "/BBox" in attributes):
            self.wrong(f"figure {reference} has no text or box")
        if kind == "/TH" and attributes.get("/Scope") not in ("/Row", "/Column"):
            self.wrong(f"head {reference} has no scope")
        if kind == "/L" and set(kinds) - {"/LI"}:
            self.wrong(f"list {reference} holds {kinds}")
        if kind == "/LI" and kinds != ["/Lbl", "/LBody"]:
            self.wrong(f"item {reference} holds {kinds}")
        if kind == "/Table":
            self.table(reference, kinds, inner)
        if kind == "/Link":
            self.link(reference, it)

    def table(self, reference, kinds, inner):
        rows = inner[1:] if kinds[0] == "/Caption" else inner
        widths = set()
        for row in rows:
            cells = [self.elements[cell] for cell in self.elements[row]["/K"]]
            if self.elements[row]["/S"] != "/TR" or {c["/S"] for c in cells} - {"/TH", "/TD"}:
                self.wrong(f"table {reference} holds more than rows of cells")
            widths.add(sum(c.get("/A", {}).get("/ColSpan", 1) for c in cells))
        if len(widths) != 1:
            self.wrong(f"table {reference} has rows of {widths} cells")
        first = [self.elements[cell] for cell in self.elements[rows[0]]["/K"]]
        if any(c["/S"] != "/TH" for c in first):
            self.wrong(f"table {reference} begins with no head")

    def link(self, reference, it):
        if not it["links"] or not it["pieces"]:
            self.wrong(f"link {reference} has no words or leads nowhere")
        for annotation in map(self.pdf.get, it["links"]):
            if not text(annotation.get("/Contents", "")) or annotation.get("/F") != 4:
                self.wrong(f"link {reference} isn't described or isn't printed")
            if "/A" not in annotation and "/Dest" not in annotation:
                self.wrong(f"link {reference} leads nowhere")
            it.setdefault("keys", []).append(annotation["/StructParent"])

    def numbers(self, node):
        node = self.pdf.get(node)
        for kid in node.get("/Kids", []):
            yield from self.numbers(kid)
        listed = node.get("/Nums", [])
        yield from zip(listed[::2], listed[1::2])

    def headings(self):
        levels = [int(it["/S"][2]) for it in self.order if re.fullmatch(r"/H[1-6]", it["/S"])]
        if levels.count(1) != 1 or levels[0] != 1:
            self.wrong(f"headings {levels[:9]} don't begin with the only one of level 1")
        if any(after > before + 1 for before, after in zip(levels, levels[1:])):
            self.wrong(f"headings {levels} skip a level")
        for it in self.order:
            for key in it.get("keys", []):
                if self.elements.get(self.parents.get(key)) is not it:
                    self.wrong("an annotation belongs to another element")

    def page(self, reference):
        page = self.pdf.get(reference)
        owners = self.pdf.get(self.parents[page["/StructParents"]])
        if page.get("/Tabs") != "/S":
            self.wrong("a page isn't gone through in the order of its structure")
        seen = self.content(self.pdf.stream(page["/Contents"]))
        if seen != list(range(len(owners))):
            self.wrong("a page has other pieces than the tree says")
        for piece, owner in enumerate(owners):
            if (reference, piece) not in self.elements[owner]["pieces"]:
                self.wrong(f"piece {piece} of a page isn't its element's")

    def content(self, data):
        """The numbers of the pieces in order; nothing is painted outside a piece or an artifact."""
        seen, depth, artifacts, last = [], 0, 0, []
        for token in TOKEN.findall(data):
            token = token.decode("latin-1")
            if token in ("BDC", "BMC"):
                depth += 1
                if "/MCID" in last:
                    seen.append(int(last[last.index("/MCID") + 1]))
                elif "/Artifact" in last:
                    artifacts = depth
                elif "/Span" not in last or depth < 2:
                    self.wrong(f"marked by {last}")
                last = []
            elif token == "EMC":
                artifacts = 0 if depth == artifacts else artifacts
                depth -= 1
                last = []
            elif token in PAINTING:
                if depth == 0:
                    self.wrong(f"{token} paints what has no tag")
                if token == "TJ" and any(re.match(r"<(....)*?0000(....)*>", t) and
                                         "0000" in re.findall("....", t[1:-1]) for t in last):
                    self.wrong("a sign that the font doesn't have")
                last = []
            else:
                last.append(token)
                if token.isalpha():
                    last = []
        if depth:
            self.wrong("a mark isn't ended")
        return seen

    def arrays(self):
        def longest(value):
            if isinstance(value, list):
                return max([len(value), *map(longest, value)], default=0)
            return max(map(longest, value.values()), default=0) if isinstance(value, dict) else 0
        for name, it in self.pdf.objects.items():
            if longest(it.get("value", 0)) > LONGEST_ARRAY:
                self.wrong(f"{name} has an array of more than {LONGEST_ARRAY}")
