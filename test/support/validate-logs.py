# Runs the AWS CLI over and over in one process: to start it costs more than what it does here. A line of JSON in, one out.
import contextlib
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver

for line in sys.stdin:
    asked = json.loads(line)
    os.environ.update(asked["env"])
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = create_clidriver().main(asked["words"])
    answer = {"exit": code, "stdout": out.getvalue(), "stderr": err.getvalue()}
    sys.__stdout__.write(json.dumps(answer) + "\n")
    sys.__stdout__.flush()
