import dev.reconnect.python.tree.Parser;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses the files of a list several times and prints MB/s of the first pass and the median of the later half. */
final class ParseBench {
    private ParseBench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> texts = new ArrayList<>();
        long bytes = 0;
        for (String file : Files.readAllLines(Path.of(arguments[0]))) {
            byte[] content = Files.readAllBytes(Path.of(file));
            bytes += content.length;
            texts.add(new String(content, java.nio.charset.StandardCharsets.UTF_8));
        }
        double[] speeds = new double[Integer.parseInt(arguments[1])];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long statements = 0;
        for (int round = 0; round < speeds.length; round++) {
            long began = threads.getCurrentThreadCpuTime();
            for (String text : texts) {
                statements += Parser.parse(text).module().body().size();
            }
            speeds[round] = bytes / 1e6 / ((threads.getCurrentThreadCpuTime() - began) / 1e9);
        }
        double first = speeds[0];
        double[] warm = Arrays.copyOfRange(speeds, speeds.length / 2, speeds.length);
        Arrays.sort(warm);
        if (statements == 0) {
            throw new IllegalStateException("nothing was parsed");
        }
        System.out.println(arguments[2] + ", first pass\t" + first);
        System.out.println(arguments[2] + ", warm\t" + warm[warm.length / 2]);
    }
}
