"""Does what script.json tells it to. scripted.ts is the same charm."""

import json
import logging
import os
import sys

import ops

import steps

logger = logging.getLogger(__name__)


class Note(ops.EventBase):
    """An event of the charm's own, with data that is kept when it is deferred."""

    def __init__(self, handle, data=None):
        super().__init__(handle)
        self.data = data

    def snapshot(self):
        return {"data": self.data}

    def restore(self, snapshot):
        self.data = snapshot["data"]


class Notes(ops.ObjectEvents):
    ping = ops.EventSource(Note)
    pong = ops.EventSource(Note)


class ScriptEvents(ops.CharmEvents):
    ping = ops.EventSource(Note)
    pong = ops.EventSource(Note)


class Actor:
    """Handlers for whatever they are told to observe."""

    def one(self, event):
        self.play("one", event)

    def two(self, event):
        self.play("two", event)

    def play(self, method, event):
        handler = f"{self.title}.{method}"
        kind = steps.kind_of(event)
        self.actors["say"](f"{handler} {kind} {steps.facts_of(event)}".rstrip())
        do = self.actors["script"]["do"]
        steps.Play(self, event, handler).all(do.get(f"{handler} {kind}", do.get(handler, [])))

    def set_up(self, title, actors):
        self.title = title
        self.actors = actors
        self._stored.set_default(counts={}, list=[], map={}, set=set(), deep={"a": {"b": []}}, text="")


class Part(Actor, ops.Object):
    on = Notes()
    _stored = ops.StoredState()


class ScriptedCharm(Actor, ops.CharmBase):
    on = ScriptEvents()
    _stored = ops.StoredState()

    def __init__(self, framework):
        super().__init__(framework)
        with open(os.path.join(os.environ["JUJU_CHARM_DIR"], "script.json")) as file:
            script = json.load(file)
        self.set_up("charm", {"script": script, "say": say, "charm": self})
        for title in ("first", "second"):
            part = Part(self, title)
            part.set_up(title, self.actors)
            self.actors[title] = part
        for event, handler in script["observe"]:
            title, method = handler.split(".")
            framework.observe(self.source(event), getattr(self.actors[title], method))
        steps.Play(self, None, "init").all(script["do"].get("init", []))

    def source(self, event):
        """As in db-relation-changed, first.ping or pre-commit."""
        owner, _, name = event.rpartition(".")
        if event in ("pre-commit", "commit"):
            return getattr(self.framework.on, event.replace("-", "_"))
        return getattr((self.actors[owner] if owner else self).on, name.replace("-", "_"))


def say(text):
    print(f"said: {text}", flush=True)


if __name__ == "__main__":
    ops.main(ScriptedCharm)
