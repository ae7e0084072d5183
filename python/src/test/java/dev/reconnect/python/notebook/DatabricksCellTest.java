package dev.reconnect.python.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabricksCellTest {
    @Test
    void cellsBetweenSeparators() {
        String text =
                """
                # Databricks notebook source
                x = 1

                # COMMAND ----------

                # MAGIC %sql
                # MAGIC SELECT 1

                # COMMAND ----------
                # MAGIC %pip install a
                y = 2
                """;
        assertThat(DatabricksCell.cells(text))
                .extracting(cell -> cell.number() + " " + cell.language() + " "
                        + cell.range()
                                .substring(text)
                                .strip()
                                .lines()
                                .findFirst()
                                .orElse(""))
                .containsExactly("1 python x = 1", "2 sql # MAGIC %sql", "3 python # MAGIC %pip install a");
    }

    @Test
    void otherFilesHaveNone() {
        assertThat(DatabricksCell.cells("x = 1\n# COMMAND ----------\n")).isEmpty();
        assertThat(DatabricksCell.isNotebook("\ufeff# Databricks notebook source\r\n"))
                .isTrue();
        assertThat(DatabricksCell.cells("# Databricks notebook source")).hasSize(1);
    }
}
