import base64
import gzip
import hashlib
import json
import re
from importlib import resources

from newspaper import HOSTILE, attack, crowd, news

from kg import tables
from kg.explorer import page
from kg.explorer.labels import labels


def unpacked(text, name):
    packed = re.search(rf'id="{name}-data">([^<]*)<', text)[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def test_the_policy_lets_in_the_page_s_own_scripts_and_style_only():
    text = page.render(tables.make(news().rows))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    inline = [
        *re.findall(r"<script>(.*?)</script>", text, re.DOTALL),
        *re.findall(r"<style>(.*?)</style>", text, re.DOTALL),
    ]
    assert len(inline) == 3
    hashes = {base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in inline}
    assert set(re.findall(r"'sha256-([^']*)'", policy)) == hashes


def test_nothing_is_loaded_from_elsewhere():
    text = page.render(tables.make(news().rows))
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="([^"]*)"', markup) == ["data:,"]


def test_names_from_pages_stand_nowhere_in_the_markup():
    text = page.render(tables.make(attack().rows), title=HOSTILE[0])
    assert 'onerror="document' not in text
    assert text.count("</script>") == 4
    assert "&lt;/script&gt;&lt;img" in text
    assert set(HOSTILE) < set(unpacked(text, "graph")["entities"]["name"])


def test_a_title_that_looks_like_a_placeholder_stays_a_title():
    text = page.render(tables.make(news().rows), title="{{graph}}")
    assert "<title>{{graph}}</title>" in text


def test_write_writes_what_render_returns(tmp_path):
    page.write(tables.make(news().rows), tmp_path / "graph.html", "云岭")
    assert (tmp_path / "graph.html").read_text("utf-8") == page.render(tables.make(news().rows), "云岭")


def test_every_word_that_the_page_uses_exists_in_both_languages():
    labelled = labels()
    assert all(chinese.strip() and english.strip() for chinese, english in labelled.values())
    folder = resources.files("kg.explorer")
    sources = [(folder / f"script/{name}.js").read_text("utf-8") for name in page.SCRIPTS]
    used = {key for text in sources for key in re.findall(r'\bt\("([\w.]+)"', text)}
    used |= set(re.findall(r'data-t(?:-label|-hint)?="([\w.]+)"', (folder / "template.html").read_text("utf-8")))
    assert len(used) > 60
    assert used <= set(labelled)


def test_all_scripts_are_part_of_the_page():
    folder = resources.files("kg.explorer") / "script"
    assert {entry.name for entry in folder.iterdir()} == {f"{name}.js" for name in page.SCRIPTS}


def test_a_large_graph_lays_out_no_more_than_the_page_draws():
    graph = unpacked(page.render(crowd(2000, 6000)), "graph")
    assert [layout["size"] for layout in graph["layouts"]] == [150, 400, 1500]
    assert len(graph["entities"]["name"]) == 2000


def test_an_empty_graph_is_a_page_too():
    assert unpacked(page.render(tables.make({})), "graph")["statements"] == []


def test_every_rule_of_the_sample_graph_has_words(graph):
    rules = set(graph.mentions["rule"].to_pylist()) - {None}
    assert len(rules) > 5
    assert {f"rule.{rule}" for rule in rules} <= set(labels())
