package dev.reconnect.assist.model;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, as other command line tools take them. */
final class EnvironmentProxies extends ProxySelector {
    private final Environment environment;

    EnvironmentProxies(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        var host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (isLocal(host) || isExempt(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("http");
        return find(scheme + "_proxy")
                .or(() -> find("all_proxy"))
                .flatMap(EnvironmentProxies::address)
                .map(address -> List.of(new Proxy(Proxy.Type.HTTP, address)))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    private Optional<String> find(String name) {
        return environment.find(name).or(() -> environment.find(name.toUpperCase(Locale.ROOT)));
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private boolean isExempt(String host) {
        for (var rule : find("no_proxy").orElse("").toLowerCase(Locale.ROOT).split(",")) {
            var domain = rule.strip().replaceFirst("^\\*?\\.", "");
            if (domain.equals("*") || (!domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain)))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<InetSocketAddress> address(String proxy) {
        var uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return Optional.ofNullable(uri.getHost()).map(host -> InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request itself fails, and says so.
    }
}
