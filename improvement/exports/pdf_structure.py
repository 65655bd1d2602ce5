"""Mending what the PDF writer leaves undone in a tagged file, so that a machine check finds no fault.

Header cells say whether they head a row or a column; links are printed and say where they lead; what stands
in the margins of every page is an artifact, which readers aloud pass over. The result is tagged and
machine-checked; no machine can say whether it reads well.
"""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

# How the writer opens marked content. Text is drawn as hexadecimal numbers, so it cannot look like this.
OPENS = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC\n")
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC\n"
PRINT_FLAG = 4
HEADS = {"/THead": Name.Column, "/TBody": Name.Row}


def mend(written: bytes) -> bytes:
    """The same document, mended and compressed."""
    with Pdf.open(BytesIO(written)) as pdf:
        in_tree = set()
        for element, group in _elements(pdf.Root.StructTreeRoot.K, ""):
            in_tree.add(element.objgen)
            if element.S == Name.TH:
                _give_scope(element, HEADS.get(group, Name.Column))
        names = _headings_by_place(pdf)
        for page in pdf.pages:
            _mend_links(pdf, page, names)
        _set_margins_apart(pdf, in_tree)
        made = BytesIO()
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
        return made.getvalue()


def _elements(kids, group: str) -> Iterator[tuple[Dictionary, str]]:
    """Every structure element from the top down, with the part of a table that it lies in."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            continue  # a piece of content, or a link's annotation
        role = str(kid.S)
        yield kid, group
        if "/K" in kid:
            yield from _elements(kid.K, role if role in HEADS else group)


def _give_scope(cell: Dictionary, scope: Name) -> None:
    if "/A" not in cell:
        cell.A = Dictionary(O=Name.Table)
    cell.A.Scope = scope


def _headings_by_place(pdf: Pdf) -> dict[str, str]:
    """What each named place in the document is headed, from the bookmark that leads to the same spot."""
    if "/Outlines" not in pdf.Root or "/Names" not in pdf.Root:
        return {}
    titles = {_spot(dest): title for title, dest in _bookmarks(pdf.Root.Outlines)}
    names = pdf.Root.Names.Dests.Names
    places = {str(names[at]): _spot(names[at + 1]) for at in range(0, len(names), 2)}
    return {name: titles[spot] for name, spot in places.items() if spot in titles}


def _bookmarks(parent: Dictionary) -> Iterator[tuple[str, Array]]:
    item = parent.get("/First")
    while item is not None:
        yield str(item.Title), item.Dest
        yield from _bookmarks(item)
        item = item.get("/Next")


def _spot(dest: Array) -> tuple:
    return dest[0].objgen, *(str(number) for number in list(dest)[2:4])


def _mend_links(pdf: Pdf, page: pikepdf.Page, names: dict[str, str]) -> None:
    for link in page.get("/Annots", []):
        if link.Subtype == Name.Link:
            link.F = int(link.get("/F", 0)) | PRINT_FLAG
            if title := names.get(str(link.get("/Dest", ""))):
                link.Contents = pikepdf.String(title)


def _set_margins_apart(pdf: Pdf, in_tree: set) -> None:
    """Marked content that belongs to no element of the tree is what stands in the margins."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        of_page = parents[int(page.StructParents)]
        apart = {at for at, element in enumerate(of_page) if element.objgen not in in_tree}

        def opening(found, apart=apart):
            return ARTIFACT if int(found[1]) in apart else found[0]

        page.Contents = pdf.make_stream(OPENS.sub(opening, page.Contents.read_bytes()))
        for at in apart:
            of_page[at] = None
