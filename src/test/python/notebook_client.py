"""What a notebook does with the client that the service hands out. Arguments: its address, a finished run, an attack of it."""

import sys

sys.dont_write_bytecode = True

from obscura import Obscura, ObscuraError

url, finished, attack = sys.argv[1:]
lab = Obscura(url)

(queued,) = lab.submit(preset="tiny")
assert lab.run(queued)["state"] == "QUEUED"
try:
    lab.wait(queued, every=0.05, limit=0.2)
    raise AssertionError("nothing computes it")
except TimeoutError as late:
    assert "1 of 1 runs" in str(late), late
lab.cancel(queued)
assert [run["state"] for run in lab.wait([queued, finished], every=0.05, limit=30)] == ["CANCELLED", "SUCCEEDED"]



class Restarting(Obscura):
    """What it answers in turn; an error is raised."""

    def __init__(self, *looks):
        super().__init__(url)
        self.looks = list(looks)

    def run(self, run="latest"):
        look = self.looks.pop(0)
        if isinstance(look, Exception):
            raise look
        return {"state": look}


away = [ConnectionRefusedError(), ObscuraError(503, {}), ConnectionResetError()]
assert Restarting("RUNNING", *away, "SUCCEEDED").wait("a", every=0) == [{"state": "SUCCEEDED"}]
for looks in (away, ["RUNNING", ObscuraError(404, {})]):
    try:
        Restarting(*looks, "SUCCEEDED").wait("a", every=0)
        raise AssertionError("nobody was there, or the run is gone")
    except (ConnectionRefusedError, ObscuraError):
        pass

definition = {"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4", "cutLayer": 1}, "seeds": [3, 4]}
assert lab.dry_run(definition)["seeds"] == [3, 4]
assert len(lab.submit(definition, idempotency_key="notebook")) == 2
assert lab.submit(definition, idempotency_key="notebook") == lab.submit(definition, idempotency_key="notebook")

try:
    lab.submit({"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4", "cutLayer": 99}})
    raise AssertionError("there is no such cut layer")
except ObscuraError as refused:
    assert refused.status == 400 and refused.problem["fields"][0]["path"] == "network.cutLayer", refused.problem

for ask in (lambda: lab.submit(preset="tiny", project="vision"), lambda: lab.submit(definition, project="vision", public=True)):
    try:
        ask()
        raise AssertionError("a service without accounts has no projects")
    except ObscuraError as refused:
        assert "Projects are groups of accounts" in str(refused), refused

try:
    lab.submit(preset="tiny", public=True)
    raise AssertionError("it is for no project")
except ValueError as refused:
    assert "beside project" in str(refused), refused

rows = [row for row in lab.results() if row["id"] == finished]
assert rows and rows[0]["attack"] == attack and rows[0]["attack.mse"] > 0 and rows[0]["accuracy"] > 0, rows
assert len(lab.runs(limit=2)) == 2
assert lab.picture(finished, attack, 1800).startswith(b"\x89PNG")
assert lab.original(finished, 1800).startswith(b"\x89PNG")
assert "rows" in lab.board("shapes")
try:
    print("columns", len(lab.frame(limit=5).columns))
except ImportError:
    print("no pandas")
print("done")
