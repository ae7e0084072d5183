package dev.reconnect.python.types;

import dev.reconnect.python.tree.Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Python files that belong together, and what is known about their names and types. Files are parsed and looked into only as far as a
 * question about one of them needs. Safe for use by several threads; answers do not depend on the order of the questions.
 */
public final class Project {
    static {
        // Type and its records must not be initialised by two threads from both ends.
        Type.UNKNOWN.isUnknown();
    }

    private final Map<String, FileModel> models = new LinkedHashMap<>();
    private final Modules modules;
    private final ObservedTypes observed;
    private volatile @Nullable Callers callers;

    private Project(List<ProjectFile> files, Modules modules, ObservedTypes observed) {
        this.modules = modules;
        this.observed = observed;
        for (ProjectFile file : files) {
            models.put(file.path(), new FileModel(this, file, models.size()));
        }
    }

    public static Project of(List<ProjectFile> files) {
        return of(files, ObservedTypes.NONE);
    }

    /** A project of which runs are known. */
    public static Project of(List<ProjectFile> files, ObservedTypes observed) {
        return of(files, Modules.of(files.stream().map(ProjectFile::path).toList()), observed);
    }

    /** @param modules of the paths of the files */
    public static Project of(List<ProjectFile> files, Modules modules, ObservedTypes observed) {
        return new Project(files, modules, observed);
    }

    /** The same files and texts, some with another role. */
    public Project with(List<ProjectFile> files) {
        var project = new Project(files, modules, observed);
        for (FileModel model : models.values()) {
            FileModel other = project.find(model.path());
            if (other != null) {
                other.takeOver(model);
            }
        }
        return project;
    }

    /** A project of one file. */
    public static Project of(String path, Module tree) {
        return of(List.of(ProjectFile.of(path, tree)));
    }

    /** Names and types of a file of the project. */
    public FileModel model(String path) {
        FileModel model = models.get(path);
        if (model == null) {
            throw new IllegalArgumentException("not a file of the project: " + path);
        }
        return model;
    }

    @Nullable
    FileModel find(String path) {
        return models.get(path);
    }

    ObservedTypes observed() {
        return observed;
    }

    Modules modules() {
        return modules;
    }

    Callers callers() {
        Callers known = callers;
        if (known == null) {
            synchronized (this) {
                known = callers;
                if (known == null) {
                    known = new Callers(models.values().stream()
                            .filter(FileModel::isRelevant)
                            .toList());
                    callers = known;
                }
            }
        }
        return known;
    }
}
