"""toJson and toJSON on classes of the program's own, and a context with a getContext method."""

import json


class Notebook:
    def getContext(self):
        return self

    def toJson(self):
        return json.dumps({"browserHostName": "example.org"})

    def toJSON(self):
        return [self.toJson()]


class Tools:
    notebook = Notebook()


dbutils = Tools()
print(json.loads(dbutils.notebook.getContext().toJson())["browserHostName"])
print([json.loads(text) for text in dbutils.notebook.toJSON()])
