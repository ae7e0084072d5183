package dev.reconnect.python.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which file a module name means to a file of the project: files beside it first, as for a script, then from the folders above, then under
 * {@code src}, and last wherever exactly that path lies below a folder that is not itself a package.
 */
public final class Modules {
    private final Map<String, String> byPath = new HashMap<>();
    private final Map<String, List<String>> byLastPart = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    /** What absolute imports were found to mean, by the folder of the file that imports. */
    private final Map<String, Map<String, Optional<Type.ModuleType>>> known = new ConcurrentHashMap<>();

    /** @param paths relative to the root of the project, with forward slashes */
    public static Modules of(Iterable<String> paths) {
        var modules = new Modules();
        for (String path : paths) {
            modules.add(path);
        }
        return modules;
    }

    private Modules() {}

    private void add(String path) {
        if (!path.endsWith(".py") && !path.endsWith(".pyi")) {
            return;
        }
        var module = path.substring(0, path.lastIndexOf('.'));
        if (module.endsWith("/__init__") || module.equals("__init__")) {
            module = module.equals("__init__") ? "" : module.substring(0, module.length() - "/__init__".length());
            byPath.put(module + "/", path);
        } else {
            byPath.putIfAbsent(module, path);
        }
        byLastPart.computeIfAbsent(lastPart(module), key -> new ArrayList<>(1)).add(module);
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            var folder = path.substring(0, slash);
            if (!folders.add(folder)) {
                break;
            }
            byLastPart
                    .computeIfAbsent(lastPart(folder), key -> new ArrayList<>(1))
                    .add(folder);
        }
    }

    /** The file that an import means, written as in {@link Glance#imports()}; null where that is none of the project's. */
    @Nullable
    String fileOf(String from, String imported) {
        int level = 0;
        while (level < imported.length() && (imported.charAt(level) == '.' || imported.charAt(level) == ' ')) {
            level++;
        }
        int dots =
                (int) imported.substring(0, level).chars().filter(c -> c == '.').count();
        var dotted = imported.substring(level);
        Type.ModuleType found = dots > 0 ? relative(from, dots, dotted) : absolute(from, dotted);
        return found == null || found.path().endsWith("/") ? null : found.path();
    }

    /** The last part of the name that modules import a file by. */
    public static String lastPartOf(String path) {
        return lastPart(stripSuffix(path));
    }

    /** The dotted name of a file, from the first folder above that is not a package. */
    String nameOf(String path) {
        var known = names.get(path);
        if (known == null) {
            known = newNameOf(path);
            names.put(path, known);
        }
        return known;
    }

    private String newNameOf(String path) {
        var module = stripSuffix(path);
        int start = 0;
        for (int slash = module.lastIndexOf('/'); slash >= 0; slash = module.lastIndexOf('/', slash - 1)) {
            if (!isPackage(module.substring(0, slash))) {
                start = slash + 1;
                break;
            }
            if (slash == 0) {
                break;
            }
        }
        return module.substring(start).replace('/', '.');
    }

    /** An absolute import seen from a file. */
    Type.@Nullable ModuleType absolute(String from, String dotted) {
        var folder = folderOf(from);
        var inFolder = known.computeIfAbsent(folder, key -> new ConcurrentHashMap<>());
        var found = inFolder.get(dotted);
        if (found == null) {
            found = Optional.ofNullable(seenFrom(folder, dotted));
            inFolder.put(dotted, found);
        }
        return found.orElse(null);
    }

    private Type.@Nullable ModuleType seenFrom(String home, String dotted) {
        var relative = dotted.replace('.', '/');
        var folder = home;
        while (true) {
            var found = at(join(folder, relative), dotted);
            if (found != null) {
                return found;
            }
            if (folder.isEmpty()) {
                break;
            }
            folder = folderOf(folder);
        }
        var inSource = at("src/" + relative, dotted);
        return inSource != null ? inSource : anywhere(home, relative, dotted);
    }

    /** A relative import: {@code level} dots, then perhaps a name. */
    Type.@Nullable ModuleType relative(String from, int level, String dotted) {
        var folder = folderOf(from);
        for (int i = 1; i < level; i++) {
            folder = folderOf(folder);
        }
        var path = dotted.isEmpty() ? folder : join(folder, dotted.replace('.', '/'));
        return at(path, nameOf(path));
    }

    /** A module inside a package of the project. */
    Type.@Nullable ModuleType inside(Type.ModuleType outer, String name) {
        var path = outer.path();
        if (path.isEmpty()) {
            return null;
        }
        if (path.endsWith("/__init__.py")) {
            return at(path.substring(0, path.length() - "__init__.py".length()) + name, outer.name() + "." + name);
        }
        return path.endsWith("/") ? at(path + name, outer.name() + "." + name) : null;
    }

    private Type.@Nullable ModuleType at(String path, String dotted) {
        String file = byPath.get(path);
        file = file != null ? file : byPath.get(path + "/");
        if (file != null) {
            return new Type.ModuleType(nameOf(file), file);
        }
        return folders.contains(path) ? new Type.ModuleType(dotted, path + "/") : null;
    }

    private Type.@Nullable ModuleType anywhere(String home, String relative, String dotted) {
        String best = null;
        int shared = -1;
        for (String candidate : byLastPart.getOrDefault(lastPart(relative), List.of())) {
            boolean ends = candidate.endsWith("/" + relative) || candidate.equals(relative);
            if (!ends || isPackage(folderOf(candidate.substring(0, candidate.length() - relative.length())))) {
                continue;
            }
            int common = commonPrefix(join(home, ""), candidate);
            if (common > shared || (common == shared && best != null && candidate.compareTo(best) < 0)) {
                best = candidate;
                shared = common;
            }
        }
        return best == null ? null : at(best, dotted);
    }

    private boolean isPackage(String folder) {
        return byPath.containsKey(folder + "/");
    }

    private static int commonPrefix(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String stripSuffix(String path) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        var module = dot > slash ? path.substring(0, dot) : path;
        if (module.equals("__init__")) {
            return "";
        }
        return module.endsWith("/__init__") ? module.substring(0, module.length() - "/__init__".length()) : module;
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String join(String folder, String relative) {
        return folder.isEmpty() ? relative : folder + "/" + relative;
    }
}
