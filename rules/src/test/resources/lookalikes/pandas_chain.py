"""Method chains of pandas whose names are also those of RDDs and SparkContext."""

import pandas as pd

df = pd.DataFrame({"key": ["a", "b", "a"], "value": [1, 2, 3]})
print(df.value.map(lambda v: v * 2).sum(), df.value.count(), df.first_valid_index())
print(df.groupby("key").value.max().sort_index().to_dict())
print(df["value"].filter([0, 2]).take([0]).tolist(), df.sample(1, random_state=3).shape)
print(df.to_json(), df.pipe(len), df.value.aggregate("sum"), df["key"].unique().tolist())
