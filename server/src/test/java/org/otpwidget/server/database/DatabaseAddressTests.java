package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.postgresql.client.SSLMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.StartFailedException;

class DatabaseAddressTests {

    private static final DatabaseAddress FULL =
            new DatabaseAddress(
                    "db.example", 6543, "shop", "ann", "p@s s/1", SSLMode.VERIFY_FULL, "/ca.pem");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ann:p%40s%20s%2F1@db.example:6543/shop?sslmode=verify-full&sslrootcert=/ca.pem",
                "postgresql://ann:p%40s%20s%2F1@db.example:6543/shop?sslmode=verify-full&sslrootcert=%2Fca.pem",
                "r2dbc:postgresql://ann:p@s%20s%2F1@db.example:6543/shop?sslMode=verify-full&sslRootCert=/ca.pem",
                "jdbc:postgresql://db.example:6543/shop?user=ann&password=p%40s%20s/1&sslmode=verify-full&sslrootcert=/ca.pem"
            })
    void readsAllFormsOfUrl(String url) {
        assertThat(DatabaseAddress.parse(url)).isEqualTo(FULL);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(DatabaseAddress.parse(FULL.url())).isEqualTo(FULL);
    }

    @Test
    void takesTheDefaultsOfLibpq() {
        assertThat(DatabaseAddress.parse("postgres://ann@my_db"))
                .isEqualTo(
                        new DatabaseAddress("my_db", 5432, "ann", "ann", "", SSLMode.PREFER, ""));
    }

    @Test
    void readsIpv6Addresses() {
        var address = DatabaseAddress.parse("postgres://ann:x@[::1]:5433/shop");

        assertThat(address.host()).isEqualTo("::1");
        assertThat(address.jdbcUrl()).startsWith("jdbc:postgresql://[::1]:5433/shop?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:hush@db/shop",
                "postgres://ann:hush@db:port/shop",
                "postgres://ann:hush@/shop",
                "postgres://ann:hush@a,b/shop",
                "postgres://:hush@db/shop",
                "postgres://db/shop?password=hush",
                "postgres://ann:hush%zz@db/shop",
                "postgres://ann:hush@db/shop?sslmode=maybe",
                "postgres://ann:hush@db/shop?ssl_mode=require",
                "hush"
            })
    void refusesOthersWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("OTP_DATABASE_URL ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void showsNoPassword() {
        assertThat(FULL).hasToString("db.example:6543/shop as ann");
        assertThat(FULL.jdbcUrl()).doesNotContain("p%40s");
    }
}
