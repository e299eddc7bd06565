package org.otpwidget.server.database;

import io.r2dbc.pool.ConnectionPool;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the database and the connections to it. Spring closes in the reverse order, after the web
 * server has drained: the pool, then the database.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    Database database(DatabaseSettings settings) {
        return Database.open(settings, Migrations.LOCATION);
    }

    @Bean(destroyMethod = "close")
    ConnectionPool connectionFactory(Database database, DatabaseSettings settings) {
        return Connections.pool(
                database.address(), settings.databasePoolSize(), settings.databaseTimeLimit());
    }

    @Bean
    DatabaseNotifications databaseNotifications(Database database) {
        return new DatabaseNotifications(Connections.single(database.address()));
    }
}
