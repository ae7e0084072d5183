package dev.reconnect.assist.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "df.option(\"password\", \"hunter2 is bad\") | hunter2 is bad",
                "conf.set('fs.s3a.secret.key', 'wJalrXUtnFEMI') | wJalrXUtnFEMI",
                "url = 'jdbc:postgresql://db.corp.example.com:5432/x?password=pa55word&ssl=1' | pa55word",
                "url = 'jdbc:postgresql://db.corp.example.com:5432/x' | db.corp.example.com",
                "key = 'AKIAIOSFODNN7EXAMPLE' | AKIAIOSFODNN7EXAMPLE",
                "x = 'ghp_0123456789abcdefABCDEF0123456789abcd' | ghp_0123456789",
                "x = 'sk-proj-0a1b2c3d4e5f6a7b8c9d' | sk-proj",
                "x = 'dapi0123456789abcdef0123456789abcdef' | dapi0123",
                "h = {'Authorization': 'Bearer abc.def.ghi'} | abc.def.ghi",
                "spark.read.csv('s3a://our-bucket/in.csv') | our-bucket",
                "spark.read.csv('hdfs://name-node:8020/in.csv') | name-node",
                "# ask jane.doe@example.co.uk | jane.doe",
                "host = '10.1.22.7' | 10.1.22.7",
                "master = 'spark.data.internal' | spark.data.internal",
                "u = 'https://bob:s3cr3t@git.example.org/x' | s3cr3t",
                "u = 'https://bob:s3cr3t@git.example.org/x' | git.example.org",
                "x = 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdo' | Zm9vYmFy",
                "t = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc' | eyJhbGci"
            })
    void hidesAndReveals(String text, String secret) {
        var redaction = new Redaction();
        var hidden = redaction.hide(text);
        assertThat(hidden).doesNotContain(secret.strip());
        assertThat(redaction.reveal(hidden)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tokens = lines.flatMap(lambda line: line.split(' '))",
                "from pyspark.sql import functions as F",
                "at org.apache.spark.sql.internal.SQLConf.get(SQLConf.scala:1)",
                "counts = words.map(lambda w: (w, 1)).reduceByKey(add)",
                "df.groupBy('state').agg(F.sum('amount').alias('amount'))",
                "token = row.next_token",
                "spark = SparkSession.builder.remote('sc://localhost').getOrCreate()",
                "pyspark.errors.exceptions.base.PySparkNotImplementedError",
                "it's a pity that isn't one"
            })
    void leavesCodeAlone(String text) {
        assertThat(new Redaction().hide(text)).isEqualTo(text);
    }

    @Test
    void givesOneThingOneNameAndNoNameThatIsThereAlready() {
        var redaction = new Redaction();
        var hidden = redaction.hide("__EMAIL_1__ a@x.example b@x.example a@x.example");
        assertThat(hidden).isEqualTo("__EMAIL_1__ __EMAIL_2__ __EMAIL_3__ __EMAIL_2__");
        assertThat(redaction.knows("__EMAIL_1__")).isFalse();
    }

    @Test
    void hidesLongLiteralsAndPrivateKeys() {
        var redaction = new Redaction();
        var letter = "\"\"\"" + "dear customer ".repeat(20) + "\"\"\"";
        assertThat(redaction.hide("text = " + letter)).isEqualTo("text = \"\"\"__TEXT_1__\"\"\"");
        assertThat(redaction.hide("-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----"))
                .isEqualTo("__SECRET_1__");
        assertThat(redaction.hide("-----BEGIN PRIVATE KEY-----\nMIIabc")).doesNotContain("MII");
    }

    @Test
    void takesLongTextsInItsStride() {
        var text = "x = '" + "\\'a".repeat(100_000) + "'\n" + "'".repeat(10_001);
        assertThat(new Redaction().hide(text)).hasSizeLessThan(40_000);
    }

    @Test
    void showsWhatIsSentToTheLetter() {
        var sent = new ArrayList<Question>();
        var shown = new ArrayList<Question>();
        Model model = question -> {
            sent.add(question);
            return new Reply("ok", false, 1, 1, 0);
        };
        var redacted = new Redacted(model, new Redaction(), shown::add);
        redacted.ask(new Question(List.of(Message.user("mail a@x.example")), 10, 0, 1));
        assertThat(sent).isEqualTo(shown);
        assertThat(sent.get(0).messages()).containsExactly(Message.user("mail __EMAIL_1__"));
    }
}
