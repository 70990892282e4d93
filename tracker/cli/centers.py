"""``tracker init``: the schema, a center and its lists."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from tracker.cli.context import WrongUse, chosen_center, operator
from tracker.cli.words import say, sentence
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.models import Center
from tracker.services import case_templates, centers, schema


@click.command(help=N_("Create or upgrade the schema, the center and its code lists."))
@click.option("--center", "code", metavar="CODE", help=N_("Code of the center, such as LS."))
@click.option("--name", help=N_("Full name of the center."))
@click.option("--short", "short_name", metavar="柳", help=N_("Name in case numbers, such as 柳."))
@click.option("--parent", metavar="CODE", help=N_("Code of the center above it."))
@with_appcontext
def init(code: str | None, name: str | None, short_name: str | None, parent: str | None) -> None:
    schema.upgrade()
    if code is None:
        if name or short_name or parent:
            raise WrongUse(sentence(N_("--name, --short and --parent need --center.")))
        say(N_("The schema is current."))
        return
    known = db.session.scalar(select(Center).where(Center.code == code))
    if known is not None:
        if (name or known.name, short_name or known.short_name) != (known.name, known.short_name):
            raise WrongUse(
                sentence(
                    N_("Center %(code)s is there as %(name)s (%(short)s); nothing was changed."),
                    code=code,
                    name=known.name,
                    short=known.short_name,
                )
            )
        added = centers.add_standard_types(db.session(), operator(known), known)
        case_templates.add_standard(db.session(), operator(known), known)
        db.session.commit()
        say(
            N_("Center %(code)s %(name)s is there; dispute types added: %(added)s."),
            code=code,
            name=known.name,
            added=added,
        )
        return
    if not (name and short_name):
        raise WrongUse(sentence(N_("A new center needs --name and --short.")))
    above = chosen_center(parent) if parent else None
    centers.open_center(db.session(), code, name, short_name, above)
    db.session.commit()
    say(
        N_("Center %(code)s %(name)s is ready. Next: tracker user add NAME --role admin"),
        code=code,
        name=name,
    )
