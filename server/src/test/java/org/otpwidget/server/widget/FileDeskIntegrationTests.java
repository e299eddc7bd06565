package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.http.HttpMethod.GET;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.problem.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What others notice while the one desk for files is taken. */
class FileDeskIntegrationTests extends RunningServer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired private FileDesk desk;
    @Autowired private WidgetFiles files;
    @Autowired private Widgets widgets;
    @Autowired private AuditedWidgets audited;
    @Autowired private TransactionalOperator transaction;

    private final CountDownLatch end = new CountDownLatch(1);
    private CompletableFuture<?> first = new CompletableFuture<>();

    @BeforeEach
    void takeTheDesk() {
        first = desk.work(accountId, this::waitForTheEnd).toFuture();
    }

    @AfterEach
    void leaveTheDesk() {
        end.countDown();
        first.join();
    }

    /** There are twelve connections. */
    @Test
    void filesThatWaitKeepNoConnection() {
        var applied = new ArrayList<CompletableFuture<FileDifference>>();
        for (int n = 0; n < 14; n++) {
            applied.add(files.apply(stranger(), file(n), null).toFuture());
        }

        call(GET, "/v1/widgets").expectStatus().isOk();

        assertThat(applied).noneMatch(CompletableFuture::isDone);
        end.countDown();
        for (var one : applied) {
            assertThat(one.join().widgets()).hasSize(1);
        }
    }

    @Test
    void oneAccountLeavesPlacesToOthers() {
        var more = new ArrayList<CompletableFuture<Integer>>();
        for (int n = 1; n < FileDesk.MOST_OF_ONE; n++) {
            more.add(desk.work(accountId, () -> 1).toFuture());
        }
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> desk.work(accountId, () -> 1).block(PATIENCE))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(503));

        var other = desk.work(newAccount(), () -> 2).toFuture();
        end.countDown();
        assertThat(other.join()).isEqualTo(2);
        assertThat(more).allSatisfy(one -> assertThat(one.join()).isEqualTo(1));
        first.join();
        assertThat(desk.work(accountId, () -> 3).block(PATIENCE)).isEqualTo(3);
    }

    @Test
    void whoGivesUpLeavesTheirPlace() {
        for (int n = 0; n < 100; n++) {
            desk.work(accountId, () -> 1).subscribe().dispose();
        }
        var next = desk.work(accountId, () -> 2).toFuture();
        end.countDown();
        assertThat(next.join()).isEqualTo(2);
    }

    /** So that neither the database's threads nor its connections wait for the reading. */
    @Test
    void whatAFileMeansIsFoundAtTheDesk() {
        end.countDown();
        var threads = new CopyOnWriteArrayList<String>();
        var watched =
                new WidgetFiles(
                        widgets,
                        audited,
                        new WatchedDirectory(threads),
                        transaction,
                        desk,
                        JsonMapper.shared());
        String text =
                file(1).replace("contactPoint", "templates: {sms: {template: A}}, contactPoint");

        var applied = watched.apply(stranger(), text, null);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> applied.block(PATIENCE))
                .withMessageContaining("no template of this name");
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("widget-file"));
    }

    /** Has no template, and notes who looks for one. */
    private record WatchedDirectory(List<String> threads) implements TemplateDirectory {

        @Override
        public Mono<List<Named>> all(long accountId) {
            return Mono.just(
                    new AbstractList<>() {
                        @Override
                        public Named get(int index) {
                            throw new IndexOutOfBoundsException(index);
                        }

                        @Override
                        public int size() {
                            threads.add(Thread.currentThread().getName());
                            return 0;
                        }
                    });
        }

        @Override
        public Mono<Map<String, Entry>> hold(long accountId, Set<String> ids) {
            return Mono.just(Map.of());
        }
    }

    private Administrator stranger() {
        return new Administrator(newAccount(), new Actor("test", "Test", null));
    }

    private static String file(int number) {
        return "widgets:\n  - {name: Shop %d, contactPoint: both}\n".formatted(number);
    }

    private boolean waitForTheEnd() {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
