package dev.reconnect.python.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that may have something of Spark by way of imports: those that import a source, and those that import one of these, as names
 * travel on. What pytest hands to tests counts as an import of the {@code conftest.py} above them.
 */
public final class Carriers {
    private final List<String> paths;
    private final Modules modules;
    private final Map<String, List<Import>> importsByLastPart = new HashMap<>();
    private final List<Integer> tests = new ArrayList<>();

    private record Import(int file, String module) {}

    /** @param glances one for each of the paths */
    public Carriers(List<String> paths, List<Glance> glances, Modules modules) {
        this.paths = List.copyOf(paths);
        this.modules = modules;
        for (int i = 0; i < paths.size(); i++) {
            // What sources import does not matter: they are carriers anyway.
            var imports = glances.get(i).isSource()
                    ? List.<String>of()
                    : glances.get(i).imports();
            for (String module : imports) {
                importsByLastPart
                        .computeIfAbsent(lastPartOf(module, paths.get(i)), key -> new ArrayList<>(2))
                        .add(new Import(i, module));
            }
            if (isTest(paths.get(i))) {
                tests.add(i);
            }
        }
    }

    /** The sources and all files that may get something from them, by their place among the paths. */
    public BitSet of(BitSet sources) {
        var carriers = (BitSet) sources.clone();
        Deque<Integer> open = new ArrayDeque<>();
        sources.stream().forEach(open::add);
        while (!open.isEmpty()) {
            var path = paths.get(open.remove());
            for (var imported : importsByLastPart.getOrDefault(Modules.lastPartOf(path), List.of())) {
                boolean isNew = !carriers.get(imported.file())
                        && path.equals(modules.fileOf(paths.get(imported.file()), imported.module()));
                add(isNew, imported.file(), carriers, open);
            }
            if (path.endsWith("conftest.py")) {
                var folder = path.substring(0, path.length() - "conftest.py".length());
                for (int test : tests) {
                    add(!carriers.get(test) && paths.get(test).startsWith(folder), test, carriers, open);
                }
            }
        }
        return carriers;
    }

    private static void add(boolean isNew, int file, BitSet carriers, Deque<Integer> open) {
        if (isNew) {
            carriers.set(file);
            open.add(file);
        }
    }

    /** What an import has in common with the path of the file that it means. */
    public static String lastPartOf(String module, String from) {
        int end = module.length();
        int start = module.lastIndexOf('.') + 1;
        if (start < end) {
            return module.substring(start);
        }
        var folder = from;
        for (int i = 0; i < module.length(); i++) {
            boolean isDot = module.charAt(i) == '.';
            folder = isDot ? folder.substring(0, Math.max(0, folder.lastIndexOf('/'))) : folder;
        }
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    private static boolean isTest(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("test") || name.endsWith("_test.py") || name.equals("conftest.py");
    }
}
