package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs what users run most, so that the class-data archive made at the end of this process holds the classes they need. The launcher
 * calls it once after a build, as {@code reconnect train}.
 */
final class Training {
    private static final String PROGRAM =
            """
            import sys
            from pyspark import SparkConf, SparkContext
            from pyspark.sql import DataFrame, SparkSession, SQLContext
            from pyspark.sql import functions as F


            class Job:
                def __init__(self, spark: SparkSession) -> None:
                    self.spark = spark

                def run(self, path):
                    sc = self.spark.sparkContext
                    sc.setLogLevel("WARN")
                    rates = sc.broadcast({"N": 1.5})
                    seen = sc.accumulator(0)
                    rate = F.udf(lambda code: rates.value.get(code, 1.0), "double")
                    print(f"{sc.version} {sc.applicationId} {sc.defaultParallelism} {rate} {seen}")
                    sc._jsc.hadoopConfiguration().set("fs.s3a.endpoint", "local")
                    self.spark._jvm.java.lang.System.currentTimeMillis()
                    if isinstance(self.spark, SparkSession) and hasattr(DataFrame, "rdd"):
                        SQLContext(sc).read.json(sc.parallelize(["{}"])).toJSON().take(1)
                    people = self.spark.read.csv(f"{path}/people.csv", header=True)
                    if people.rdd.isEmpty():
                        return []
                    regions = sc.parallelize([("N", "North")]).toDF(["code", "name"])
                    joined = people.join(regions, people["region"] == regions.code, "left").where(F.col("age") > 30)
                    return [name for name in joined.rdd.map(lambda row: row["name"]).collect() if name]


            if __name__ == "__main__":
                conf = SparkConf().setAppName("training").set("spark.executor.memory", "1g")
                context = SparkContext(conf=conf)
                spark = SparkSession.builder.master("local[2]").enableHiveSupport().getOrCreate()
                for name in Job(spark).run(sys.argv[1]):
                    print(name)
            """;

    private Training() {}

    static int run() {
        try {
            var folder = Files.createTempDirectory("reconnect-training");
            var program = Files.writeString(folder.resolve("job.py"), PROGRAM);
            for (var palette : Palette.values()) {
                for (var line : lines(program)) {
                    run(line, palette);
                }
            }
            var examples = Path.of(System.getProperty("reconnect.home", ""), "examples");
            if (Files.isDirectory(examples)) {
                run(List.of("scan", examples.toString(), "--no-cache"), Palette.COLOURED);
            }
            Files.delete(program);
            Files.delete(folder);
            return Main.CLEAN;
        } catch (IOException e) {
            throw new UserException("Cannot write to the temporary folder: " + e.getMessage(), "Is the disk full?", e);
        }
    }

    private static void run(List<String> line, Palette palette) {
        var nowhere = OutputStream.nullOutputStream();
        Main.run(line, new Console(nowhere, nowhere, false, false, palette));
    }

    private static List<List<String>> lines(Path program) {
        var file = program.toString();
        return List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("--no-such-command"),
                List.of("scan", file, "--no-cache"),
                List.of("scan", file, "--no-cache", "--format", "json"),
                List.of("scan", file, "--no-cache", "--format", "sarif"),
                List.of("fix", file, "--no-cache", "--diff"),
                List.of("tree", file, "--types"),
                List.of("explain", "SparkContext.setLogLevel"));
    }
}
