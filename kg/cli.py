"""The command line: arguments in, one line of error and remedy out. What is heavy is imported where it is used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import Refused

if TYPE_CHECKING:
    from kg.rdf.questions import Question

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Turn Chinese trade-union newspapers into a knowledge graph: build it, query it, ask why.",
)

# The mistakes in a command line, of whichever click typer is built on: its own, or the package.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]

# Columns of a table that goes to a file or another command.
_PIPED_WIDTH = 160
OutArgument = Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a build.", show_default=False)]


@app.command()
def build(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE", help="Pages (text, HTML, PDF, DOCX, JSON Lines, Parquet), or folders."),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="The folder to write; an earlier build is replaced.")
    ],
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes; by default as many as pay.")] = None,
    ner: Annotated[
        str | None, typer.Option(metavar="PIPELINE", help="An installed spaCy pipeline, such as zh_core_web_trf.")
    ] = None,
    base_iri: Annotated[
        str, typer.Option(help="What the entities' IRIs begin with.")
    ] = "https://w3id.org/union-kg/id/",
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Corrections by hand; by default corrections.toml beside SOURCE."),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="Who works: alone, local (processes of this machine) or ray (a cluster).")
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="The Ray cluster; by default one on this machine.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but what failed.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Print the progress as one JSON object a line, for other programs.")
    ] = False,
) -> None:
    """Build the graph of newspaper pages: tables, graph.ttl and graph.html. What has not changed is not done again."""
    from kg import progress
    from kg.builder import build as run

    with progress.watching(quiet=quiet, log_json=log_json) as watch:
        report = run(
            sources,
            out,
            jobs=jobs,
            ner=ner,
            base_iri=base_iri,
            corrections=corrections,
            engine=engine,
            address=address,
            watch=watch,
        )
    if log_json:
        progress.log_closing(report)
    elif not quiet:
        progress.closing_table(report)
    for failure in report.failures:
        typer.echo(f"Not read: {failure}", err=True)
    for problem in report.problems:
        typer.echo(f"Not corrected: {problem}", err=True)
    if report.failures or report.problems:
        raise typer.Exit(1)


@app.command()
def read(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE", help="Pages, or folders of them.")],
    text: Annotated[
        bool, typer.Option("--text", help="Print the page's text with its line numbers, as offsets count it.")
    ] = False,
) -> None:
    """Show pages as they will be read: articles, and the lines of the page that each piece stands on."""
    from kg.reading.articles import articles
    from kg.reading.decode import Undecodable
    from kg.reading.listing import listing, numbered
    from kg.reading.sources import find
    from kg.reading.sources import read as read_page

    pages, failures = find(sources)
    for number, source in enumerate(pages):
        try:
            page = read_page(source)
        except Undecodable as reason:
            failures.append(source.failure(reason))
            continue
        typer.echo("\n" * bool(number) + "\n".join(numbered(page) if text else listing(page, articles(page))))
    for failure in failures:
        typer.echo(f"Not read: {failure}", err=True)
    if failures:
        raise typer.Exit(1)


@app.command()
def demo(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write.")] = Path("output/demo"),
) -> None:
    """Build the graph of the sample pages that the package ships, and say where its page is."""
    build([Path(__file__).parent / "samples"], out)
    typer.echo(f"Open {(out / 'graph.html').resolve()} in a browser.")


def _list(wanted: bool) -> None:
    """List the queries that ship, and end."""
    from kg.rdf import questions

    if wanted:
        typer.echo("\n".join(_described(one) for one in questions.catalogue()))
        raise typer.Exit


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    out: OutArgument,
    text: Annotated[
        str, typer.Argument(metavar="QUERY", help="A file, the name of a query that ships, or SPARQL.")
    ] = "",
    output: Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")] = "table",
    listing: Annotated[
        bool,
        typer.Option(
            "--list", callback=_list, is_eager=True, help="List the queries that ship, with their parameters."
        ),
    ] = False,
) -> None:
    """Answer a SPARQL query over a build; --PARAMETER VALUE sets a parameter of a query that has some."""
    from kg.rdf import answers, questions
    from kg.rdf.queries import load, run

    if not text:
        raise Refused("No query is given: name a file, a query of `kg query --list`, or write SPARQL.")
    turtle = out / "graph.ttl"
    if not turtle.is_file():
        raise Refused(f"{out} is no build: it has no graph.ttl. Name a folder that `kg build SOURCE -o OUT` wrote.")
    sparql = questions.bind(questions.find(text), _settings(context.args))
    typer.echo(
        answers.format(run(load(turtle), sparql), output, None if sys.stdout.isatty() else _PIPED_WIDTH).rstrip("\n")
    )


def _described(question: Question) -> str:
    takes = "".join(f" [--{name} {default or 'NAME'}]" for name, default in question.parameters.items())
    return f"{question.name}{takes}\n    {question.zh}\n    {question.en}"


def _settings(args: list[str]) -> dict[str, str]:
    """Read ``--person 谭晓芸`` and ``--person=谭晓芸``; raise `Refused` for anything else."""
    values: dict[str, str] = {}
    rest = [part for arg in args for part in (arg.split("=", 1) if arg.startswith("--") else [arg])]
    while rest:
        name = rest.pop(0)
        if not name.startswith("--") or not rest:
            raise Refused(f"{name!r} is not understood: parameters are given as --NAME VALUE (see `kg query --list`).")
        values[name[2:]] = rest.pop(0)
    return values


@app.command()
def explain(
    out: OutArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="An entity's full name, an alias of it, or its IRI.")],
) -> None:
    """Show an entity: its aliases and why they are its own, and each statement with its sentence."""
    from kg.explain import explain as tell
    from kg.graph import open_graph

    tell(open_graph(out), name)


@app.command()
def correct(
    out: OutArgument,
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="same, different, rename, retype, drop, or undo and one of these.")
    ],
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="What it is about: full names, aliases or IRIs; of retype a type."),
    ],
    note: Annotated[str, typer.Option(help="Why, for those who read it later.")] = "",
    author: Annotated[str, typer.Option(help="Who decides; by default your user name.")] = "",
    page: Annotated[
        str, typer.Option(metavar="DOCUMENT", help="Only the mentions of this page (different and drop).")
    ] = "",
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to add to; by default that of the build.")
    ] = None,
) -> None:
    """Note a correction by hand, which every later build applies: kg correct OUT different ALIAS NAME."""
    from kg.provenance import correct as note_down

    typer.echo(note_down(out, action, tuple(names), author=author, note=note, page=page, corrections=corrections))


@app.command()
def show(
    out: OutArgument,
    around: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what surrounds this entity: full name, alias or IRI.")
    ] = None,
    hops: Annotated[int | None, typer.Option(min=0, help="How many statements away; by default 2.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="PAGE", help="Only what this page says: its name, or part of it.")
    ] = None,
    query: Annotated[
        str | None, typer.Option(metavar="FILE", help="Only what this query returns: a file, or one that ships.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write the page of a part; by default a temporary file."),
    ] = None,
    opening: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Open the graph page in the browser, or a page of a part of the graph."""
    from kg.explorer.show import show as open_page

    path = open_page(out, around=around, hops=hops, document=document, query=query, to=to, opening=opening)
    typer.echo(path)


@app.command()
def export(
    out: OutArgument,
    kind: Annotated[
        str, typer.Option("--format", "-f", help="trig, nt, jsonld, graphml, gexf, neo4j or gephi.", show_default=False)
    ],
    to: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The file or folder to write; by default one beside OUT, named after it."),
    ] = None,
) -> None:
    """Write a build in another format, for another program, and say where."""
    from kg.export import export as write

    typer.echo(write(out, kind, to))


@app.command()
def serve(
    out: OutArgument,
    bind: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to answer; other machines reach only an address of yours.")
    ] = "localhost:7878",
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that a query may take.")] = 60,
) -> None:
    """Answer SPARQL over HTTP from a build, read-only, with a page to ask from, until interrupted."""
    from kg.serving.server import serving

    try:
        with serving(out, bind, timeout) as process:
            typer.echo(f"SPARQL at http://{bind}/query, a page to ask from at http://{bind}/ (Ctrl-C ends it).")
            process.wait()
    except KeyboardInterrupt:
        return
    raise Refused("The server has stopped by itself: start it again, and give big queries a longer --timeout.")


@app.command()
def check(out: OutArgument) -> None:
    """Check a build against the ontology's shapes and for references that lead nowhere; exit with 1 for either."""
    from kg.graph import open_graph

    open_graph(out)
    from kg.rdf.check import check as find

    problems = find(out)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} problems found." if problems else "Nothing found.")
    if problems:
        raise typer.Exit(1)


@app.command()
def train(
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="The folder of the public sets (people-daily.train.jsonl, …).")
    ],
    model: Annotated[
        Path | None, typer.Option(help="The file to write; by default the model that the package uses.")
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option(help="A folder of .txt files with sentences annotated {TYPE:like this}.")
    ] = None,
) -> None:
    """Train the tagger again, from the public sets, the package's own sentences and your corrections."""
    from kg.ner.tagger import MODEL
    from kg.training.tagger import train_tagger

    train_tagger(data, model or MODEL, corrections, typer.echo)


def main() -> None:
    """Run the command line; what cannot be done is one sentence on standard error and exit status 2."""
    try:
        status = app(prog_name="kg", standalone_mode=False) or 0
    except Refused as refusal:
        typer.echo(f"kg: {refusal}", err=True)
        status = 2
    except UsageError as error:
        typer.echo(f"kg: {_sentence(error)}", err=True)
        status = 2
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    if status == 130:
        typer.echo("kg: stopped; an earlier build is as it was.", err=True)
    sys.exit(status)


def _sentence(error: Any) -> str:  # noqa: ANN401
    """Return what is wrong with a command line, and where to read what is right, as one sentence."""
    told = " ".join(error.format_message().split()).rstrip(".")
    if error.ctx is None or error.ctx.parent is None:
        commands = ", ".join(one.callback.__name__ for one in app.registered_commands if one.callback)
        return f"{told}; give one of {commands} (see `kg --help`)."
    return f"{told}; see `{error.ctx.command_path} --help`."


if __name__ == "__main__":
    main()
