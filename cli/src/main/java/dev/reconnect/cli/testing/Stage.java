package dev.reconnect.cli.testing;

import dev.reconnect.cli.migrate.ProgramFiles;
import dev.reconnect.proof.Inputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder where a program's tests, the program and its wrong variants lie while they are tried. */
final class Stage {
    private final Path root;
    private final Path suite;
    private int programs;

    Stage(Path root) throws IOException {
        this.root = root;
        this.suite = Files.createDirectories(root.resolve("suite"));
    }

    Path suite() {
        return suite;
    }

    /** A copy of a program with its modules; its place. */
    Path copied(ProgramFiles files, Path target) throws IOException {
        var all = new ArrayList<Path>();
        all.add(files.program());
        all.addAll(files.modules());
        all.addAll(files.others());
        for (var file : all) {
            copy(file, target.resolve(files.place(file).toString()));
        }
        return target.resolve(files.place(files.program()).toString());
    }

    /** A fresh folder for a program. */
    Path newProgram() {
        programs++;
        return root.resolve("programs").resolve(String.valueOf(programs));
    }

    /** A copy of a program's folder in which one file is other. */
    Path variant(Path program, String place, byte[] content) throws IOException {
        var folder = Optional.ofNullable(program.getParent()).orElseThrow();
        var target = newProgram();
        for (var file : filesBelow(folder)) {
            copy(file, target.resolve(folder.relativize(file).toString()));
        }
        Files.write(target.resolve(place), content);
        return target.resolve(String.valueOf(program.getFileName()));
    }

    /** Puts the data of a case where the tests find them. */
    void layOut(String dataCase, List<Inputs.File> files) throws IOException {
        for (var file : files) {
            copy(file.path(), suite.resolve("cases").resolve(dataCase).resolve(file.place()));
        }
    }

    void write(String name, String text) throws IOException {
        Files.writeString(suite.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** Takes the data of a case away. */
    void remove(String dataCase) throws IOException {
        for (var file : filesBelow(suite.resolve("cases").resolve(dataCase))) {
            Files.delete(file);
        }
    }

    /** Takes the files of tests away. */
    void clearTests() throws IOException {
        try (var tests = Files.newDirectoryStream(suite, "test_*.py")) {
            for (var test : tests) {
                Files.delete(test);
            }
        }
    }

    /** A file with these bytes. */
    Path kept(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(root, "data-", ""), bytes);
    }

    static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
        Files.write(target, Files.readAllBytes(file));
    }
}
