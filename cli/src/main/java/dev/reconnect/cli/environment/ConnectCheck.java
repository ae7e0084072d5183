package dev.reconnect.cli.environment;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks that an interpreter that was named can be a Connect client, which takes packages that PySpark installs only on request. */
final class ConnectCheck {
    /** Python puts the folder it is started in first; what lies there is the user's, and may be called as a module of Python is. */
    static final String WITHOUT_FOLDER = "import sys; sys.path = [path for path in sys.path if path]; ";

    private ConnectCheck() {}

    static void check(Interpreter interpreter, String spark) {
        try {
            var process = Programs.builder(List.of(
                            interpreter.executable().toString(),
                            "-c",
                            WITHOUT_FOLDER + "import pyspark.sql.connect.session"))
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
