package dev.reconnect.cli.environment;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks that an interpreter that was named can be a Connect client, which takes packages that PySpark installs only on request. */
final class ConnectCheck {
    private ConnectCheck() {}

    static void check(Interpreter interpreter, String spark) {
        try {
            var process = Programs.builder(List.of(
                            interpreter.executable().toString(),
                            "-c",
                            Interpreter.WITHOUT_FOLDER + "import pyspark.sql.connect.session"))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                var last = output.substring(output.lastIndexOf('\n') + 1);
                throw new UserException(
                        "The Python at " + interpreter.executable() + " cannot be a Spark Connect client: " + last,
                        "Install what is missing: pip install 'pyspark[connect]==" + spark + "'");
            }
        } catch (IOException e) {
            throw new UserException(
                    "Cannot start " + interpreter.executable() + ": " + e.getMessage(), "Name another by --python", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted", "", e);
        }
    }
}
