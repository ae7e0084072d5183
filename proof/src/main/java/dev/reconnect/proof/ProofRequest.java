package dev.reconnect.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pair of programs to be compared, and what they are run with. In arguments and calls, <code>{data}</code> stands for
 * the first data folder of the run at hand, <code>{data2}</code> for the second, <code>{out}</code> for an empty folder.
 *
 * @param calls Python expressions whose values are observables, such as <code>f(spark, "{data}/x.csv")</code>
 * @param release the Spark release that must be installed, such as 4.2; empty for whatever is
 * @param variants whether to compare on variants of the data too
 * @param seed what variants are drawn from
 * @param lifted whether the migrated program has DataFrames in the place of RDDs, which have 64 bits for integers and columns of certain
 *     types: a variant of the data on which it says that it is not so there counts neither for it nor against it
 * @param traced whether the first classic run of each data set notes the types of elements, which {@link Prover#traces} tells
 */
public record ProofRequest(
        Path original,
        Path migrated,
        List<Path> data,
        List<String> arguments,
        List<String> calls,
        Optional<String> release,
        boolean variants,
        long seed,
        Limits limits,
        boolean lifted,
        boolean traced) {

    public ProofRequest {
        original = original.toAbsolutePath().normalize();
        migrated = migrated.toAbsolutePath().normalize();
        data = List.copyOf(data);
        arguments = List.copyOf(arguments);
        calls = List.copyOf(calls);
    }

    /** A request with defaults for all but the programs. */
    public static Builder of(Path original, Path migrated) {
        return new Builder(original, migrated);
    }

    /** Collects the parts of a request. */
    public static final class Builder {
        private final Path original;
        private final Path migrated;
        private final List<Path> data = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private Optional<String> release = Optional.empty();
        private boolean variants = true;
        private long seed = 1;
        private Limits limits = Limits.DEFAULT;
        private boolean lifted;
        private boolean traced;

        private Builder(Path original, Path migrated) {
            this.original = original;
            this.migrated = migrated;
        }

        /** A folder (or file) that the programs read; given as the user wrote it. */
        public Builder data(Path folder) {
            data.add(folder);
            return this;
        }

        public Builder arguments(List<String> values) {
            arguments.addAll(values);
            return this;
        }

        public Builder calls(List<String> values) {
            calls.addAll(values);
            return this;
        }

        public Builder release(String value) {
            release = Optional.of(value);
            return this;
        }

        public Builder variants(boolean value) {
            variants = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        public Builder lifted(boolean value) {
            lifted = value;
            return this;
        }

        public Builder traced(boolean value) {
            traced = value;
            return this;
        }

        public ProofRequest build() {
            return new ProofRequest(
                    original, migrated, data, arguments, calls, release, variants, seed, limits, lifted, traced);
        }
    }
}
