"""Obscura from a notebook, with nothing but Python's own library (3.9 or later).

    curl -O http://localhost:8080/client/obscura.py

    from obscura import Obscura
    lab = Obscura("http://localhost:8080")            # or OBSCURA_URL; a token from `obscura login` or OBSCURA_TOKEN
    runs = lab.submit({"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4", "cutLayer": 1}})
    lab.wait(runs)
    lab.frame("state:succeeded")                      # pandas, where it is installed; lab.results(...) is a list of dicts
    open("rebuilt.png", "wb").write(lab.picture(runs[0], "linear-train", 0))
"""

import http.client
import json
import os
import stat
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 600  # seconds
OVER = ("SUCCEEDED", "FAILED", "CANCELLED")


class ObscuraError(Exception):
    """What the service has against a request. `problem` is its whole document, `status` the HTTP status."""

    def __init__(self, status, problem):
        super().__init__(problem.get("detail") or "status %d" % status)
        self.status = status
        self.problem = problem


class Obscura:
    """One service.

    url: its address; OBSCURA_URL, else http://localhost:8080.
    token: "obs_…"; else OBSCURA_TOKEN, else the one that `obscura login` keeps for this address. None where nobody is asked.
    """

    def __init__(self, url=None, token=None, timeout=300):
        self.url = (url or os.environ.get("OBSCURA_URL") or "http://localhost:8080").rstrip("/")
        self.timeout = timeout
        self._token = token or os.environ.get("OBSCURA_TOKEN") or _kept_token(self.url)

    def __repr__(self):
        return "Obscura(%r)" % self.url

    def submit(self, definition=None, preset=None, idempotency_key=None, project=None, public=False):
        """Queues a definition (a dict) or a preset (its id). Returns the ids of its runs.

        project: whose members alone see it, unless it is public.
        """
        if (definition is None) == (preset is None):
            raise ValueError("Give a definition or a preset, and not both")
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        if preset is not None:
            experiments = self._json("POST", "/api/v1/presets/" + _quoted(preset) + _purpose(project, public), headers=headers)["experiments"]
        else:
            experiments = [self._json("POST", "/api/v1/experiments" + _purpose(project, public), definition, headers)]
        return [run["id"] for experiment in experiments for run in experiment["runs"]]

    def dry_run(self, definition):
        """What posting it would do: the completed definition and an estimate of the time. Raises ObscuraError with every wrong field."""
        return self._json("POST", "/api/v1/experiments?dryRun=true", definition)

    def study(self, study, project=None, public=False):
        """Queues a study (a dict). Returns it as the service shows it."""
        return self._json("POST", "/api/v1/studies" + _purpose(project, public), study)

    def run(self, run="latest"):
        """One run, with state, metrics and attacks."""
        return self._json("GET", "/api/v1/runs/" + _quoted(run))

    def wait(self, runs, every=2.0, limit=None):
        """Waits until runs (an id, or several) are over; returns them in the same order. A failed run raises nothing: look at its state.

        A service that was there and does not answer, as while it starts anew, is waited for, ten minutes at most.
        limit: seconds after which TimeoutError is raised; None waits for good.
        """
        ids = [runs] if isinstance(runs, str) else list(runs)
        begun = time.monotonic()
        answered = None
        over = {}
        while True:
            for one in ids:
                if one not in over:
                    try:
                        found = self.run(one)
                    except (OSError, http.client.HTTPException, ObscuraError) as away:
                        is_refused = isinstance(away, ObscuraError) and away.status < 500
                        if is_refused or answered is None or time.monotonic() - answered > PATIENCE:
                            raise
                        break
                    answered = time.monotonic()
                    if found["state"] in OVER:
                        over[one] = found
            if len(over) == len(set(ids)):
                return [over[one] for one in ids]
            if limit is not None and time.monotonic() - begun > limit:
                raise TimeoutError("%d of %d runs are not over after %g s" % (len(set(ids)) - len(over), len(set(ids)), limit))
            time.sleep(every)

    def runs(self, query="", limit=None):
        """Rows of the list of runs that a search finds, the newest first; all of them unless there is a limit."""
        found, after = [], None
        while limit is None or len(found) < limit:
            asked = {"limit": 200 if limit is None else min(200, limit - len(found))}
            asked.update({"q": query} if query else {})
            asked.update({"after": after} if after else {})
            page = self._json("GET", "/api/v1/runs?" + urllib.parse.urlencode(asked))
            found += page["runs"]
            after = page["next"]
            if after is None:
                break
        return found

    def results(self, query="state:succeeded", limit=None):
        """A dict per run and attack: names and settings of the run, its metrics, and those of the attack as `attack.mse` and so on.

        A run without attacks has one dict. Pictures and curves are not in it.
        """
        rows = []
        for row in self.runs(query, limit):
            run = self.run(row["id"])
            about = {key: run[key] for key in ("id", "experiment", "name", "state", "seed", "submitter")}
            about.update(dataset=row["dataset"], backbone=row["backbone"], cutLayer=row["cutLayer"], defense=row["defense"])
            about.update(run["metrics"])
            for attack in run["attacks"] or [None]:
                result = dict(about)
                if attack is not None:
                    result["attack"] = attack["slug"]
                    result.update(("attack." + name, value) for name, value in attack["metrics"].items())
                rows.append(result)
        return rows

    def frame(self, query="state:succeeded", limit=None):
        """The same as a pandas.DataFrame; ImportError where pandas is not installed."""
        import pandas

        return pandas.DataFrame(self.results(query, limit))

    def picture(self, run, attack, index):
        """PNG bytes of what an attack (its slug) rebuilt of an image of the gallery."""
        return self._bytes("GET", "/api/v1/runs/%s/reconstructions/%s/%d.png" % (_quoted(run), _quoted(attack), index))

    def original(self, run, index):
        """PNG bytes of the image itself."""
        return self._bytes("GET", "/api/v1/runs/%s/originals/%d.png" % (_quoted(run), index))

    def gallery(self, run):
        """Which images and attacks there are pictures of."""
        return self._json("GET", "/api/v1/runs/%s/reconstructions" % _quoted(run))

    def curves(self, run):
        """Learning curves of a run."""
        return self._json("GET", "/api/v1/runs/%s/curves" % _quoted(run))

    def log(self, run):
        """What a run printed."""
        return self._bytes("GET", "/api/v1/runs/%s/log" % _quoted(run)).decode("utf-8")

    def cancel(self, run):
        """Ends a run."""
        return self._json("POST", "/api/v1/runs/%s/cancel" % _quoted(run))

    def board(self, dataset, **filters):
        """A leaderboard, as the API answers it."""
        query = "?" + urllib.parse.urlencode(filters) if filters else ""
        return self._json("GET", "/api/v1/boards/" + _quoted(dataset) + query)

    def _json(self, method, path, body=None, headers=None):
        return json.loads(self._bytes(method, path, body, headers))

    def _bytes(self, method, path, body=None, headers=None):
        request = urllib.request.Request(self.url + path, method=method, headers=dict(headers or {}))
        if body is not None:
            request.data = json.dumps(body, allow_nan=False).encode("utf-8")
            request.add_header("Content-Type", "application/json")
        if self._token:
            # Not followed to another address: redirects would take the token along.
            request.add_unredirected_header("Authorization", "Bearer " + self._token)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise ObscuraError(error.code, _problem(error.read())) from None


def _problem(body):
    try:
        document = json.loads(body)
        return document if isinstance(document, dict) else {}
    except ValueError:
        return {}


def _purpose(project, public):
    if project is None:
        if public:
            raise ValueError("public must stand beside project: what is for no project is seen by everybody")
        return ""
    return "?" + urllib.parse.urlencode({"project": project, "visibility": "public" if public else "project"})


def _quoted(text):
    return urllib.parse.quote(str(text), safe="")


def _kept_token(url):
    """The token that `obscura login` keeps for this service alone."""
    settings = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    path = os.environ.get("OBSCURA_TOKEN_FILE") or os.path.join(settings, "obscura", "tokens")
    if not os.path.exists(path):
        return None
    if os.stat(path).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise PermissionError("Others can read the tokens in %s. Take that right away: chmod 600 %s" % (path, path))
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith(url + " "):
                return line[len(url) + 1 :].strip()
    return None
