package dev.reconnect.proof;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What programs run on.
 *
 * @param spark the installed PySpark
 * @param java the version line of the Java found, if there is one
 * @param isolation what keeps programs in, by aspect: mechanism, network, filesystem, processes
 */
public record HostEnvironment(String spark, String python, Optional<String> java, Map<String, String> isolation) {
    public HostEnvironment {
        isolation = Collections.unmodifiableMap(new LinkedHashMap<>(isolation));
    }
}
