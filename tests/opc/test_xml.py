from __future__ import annotations

import re

import pytest

from perfxl.errors import UnreadableFile
from perfxl.opc.draft import Draft
from perfxl.opc.splice import spliced
from perfxl.opc.xml import end_outline, outline


def edited(data: bytes, act) -> bytes:
    draft = Draft(outline(data, "a.xml"))
    act(draft)
    return b"".join(spliced([data], draft.splices()))


class DescribeAnOutline:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def it_knows_where_every_tag_is(self, encoding: str):
        text = '<?xml version="1.0"?>\n<a b="1>2">甲<c/><d x=\'"\' >乙𠮷</d ><e></e></a>'
        data = text.encode(encoding)
        root = outline(data, "a.xml").root
        pieces = [
            (e.name, data[e.start : e.end].decode(encoding.replace("-sig", "").replace("16", "16-le")))
            for e in root.children
        ]

        assert pieces == [("c", "<c/>"), ("d", "<d x='\"' >乙𠮷</d >"), ("e", "<e></e>")]
        assert [e.is_empty_tag for e in root.children] == [True, False, False]
        assert root.get("b") == "1>2" and root.text == "甲"

    def it_resolves_prefixes(self):
        found = outline(b'<x:a xmlns:x="u" xmlns:y="v" y:id="7"><x:b/></x:a>', "a.xml")
        assert (found.root.uri, found.root.prefix, found.root.get("v id")) == ("u", "x", "7")
        assert found.root.first("b") is not None
        assert found.prefix_of("v") == "y"

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"<a>",
            b"<a></b>",
            b"<!DOCTYPE a><a/>",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            b"<x:a/>",
            b"<a>" * 400,
        ],
    )
    def it_refuses_what_is_not_well_formed_or_has_a_document_type(self, data: bytes):
        with pytest.raises(UnreadableFile, match=r"dir/part\.xml"):
            outline(data, "dir/part.xml")


_C = re.compile(rb"</?(?:\w+:)?(?:c|a)(?=[\s/>])")


class DescribeTheOutlineOfAnEnd:
    @pytest.mark.parametrize(
        ("data", "passed_over"),
        [
            (b'<a x="1>2"><b><d/></b>text<c n="1"><e/></c><f/></a>', b"<b><d/></b>text"),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<p:a xmlns:p='u'><p:b/><p:c><e/></p:c><f/></p:a>", b"<p:b/>"),
            (b"<a><b/></a>", b"<b/>"),
            (b"<a><c/></a>", b""),
        ],
    )
    def it_leaves_out_what_stands_before(self, data: bytes, passed_over: bytes):
        whole, end = outline(data, "a.xml"), end_outline(data, "a.xml", _C)
        places = [(e.name, e.start, e.inner, e.close, e.end) for e in whole.root.children]

        assert data[end.hole.at :].startswith(passed_over) and end.hole.length == len(passed_over)
        assert [(e.name, *map(end.hole.moved, (e.start, e.inner, e.close, e.end))) for e in end.root.children] == (
            places[len(places) - len(end.root.children) :]
        )
        assert end.hole.moved(end.root.close) == whole.root.close

    @pytest.mark.parametrize(
        "data",
        [
            b"<a><b/><!-- <c/> --><c/></a>",
            b"<!-- <a> --><a><b/><c/></a>",
            b"<a><b><![CDATA[<c/>]]></b><c/></a>",
            b"<a><b/><?c <c/>?></a>",
            b"<a><b><c/></b><c/></a>",
            "<a><b/><c/></a>".encode("utf-16"),
            b"<a/>",
        ],
    )
    def it_is_that_of_the_whole_where_it_cannot_tell(self, data: bytes):
        whole, end = outline(data, "a.xml"), end_outline(data, "a.xml", re.compile(rb"<c(?=[\s/>])"))
        assert end.hole.length == 0
        assert [e.start for e in end.root.everything()] == [e.start for e in whole.root.everything()]

    def it_refuses_an_end_that_is_not_well_formed(self):
        with pytest.raises(UnreadableFile, match=r"dir/part\.xml"):
            end_outline(b"<a><b/><c></a>", "dir/part.xml", _C)


class DescribeADraft:
    def it_opens_an_empty_tag_to_append(self):
        assert edited(b"<a><x:b xmlns:x='u'/></a>", lambda d: d.append(d.root.children[0], "<c/>")) == (
            b"<a><x:b xmlns:x='u'><c/></x:b></a>"
        )

    def it_sets_an_attribute_in_its_place_or_behind_the_others(self):
        def act(draft: Draft) -> None:
            draft.set(draft.root, "count", "2")
            draft.set(draft.root.children[0], "n", "<&>")

        assert edited(b"<a  count = '1' d='count=\"9\"'><b/></a>", act) == (
            b'<a  count = "2" d=\'count="9"\'><b n="&lt;&amp;&gt;"/></a>'
        )

    def it_writes_in_the_encoding_of_the_part(self):
        data = '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")
        assert edited(data, lambda d: d.append(d.root, "<b>甲</b>")).decode("utf-16").endswith("<a><b>甲</b></a>")
        latin = b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>'
        assert edited(latin, lambda d: d.append(d.root, "甲")).endswith(b"\xe9&#30002;</a>")

    def it_keeps_the_order_of_the_schema_whatever_the_order_of_the_calls(self):
        def act(draft: Draft) -> None:
            for name in ("d", "a", "b"):
                draft.insert_in_order(name, f"<{name}/>", ("a", "b", "c", "d"))

        assert edited(b"<x/>", act) == b"<x><a/><b/><d/></x>"
        assert edited(b"<x><c/></x>", act) == b"<x><a/><b/><c/><d/></x>"
        assert edited(b"<x><z/><c/><z/></x>", act) == b"<x><z/><a/><b/><c/><d/><z/></x>"

    def it_drops_edits_inside_what_is_removed(self):
        def act(draft: Draft) -> None:
            inner = draft.root.children[0]
            draft.set(inner.children[0], "n", "1")
            draft.remove(inner)
            draft.remove(inner)

        assert edited(b"<a><b><c/></b><d/></a>", act) == b"<a><d/></a>"
