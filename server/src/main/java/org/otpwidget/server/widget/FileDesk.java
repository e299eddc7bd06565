package org.otpwidget.server.widget;

import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.problem.Refused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Where files are read and written, apart from the event loops: one after the other, since each
 * fills memory and takes long. Nobody may hold a database connection while they wait here.
 */
@Component
class FileDesk implements DisposableBean {

    /** Of one account, so that others find places, and wait for few of its files. */
    static final int MOST_OF_ONE = 4;

    private static final int DESKS = 1;
    private static final int MOST_WAITING = 20;

    private final Scheduler desk = Schedulers.newBoundedElastic(DESKS, MOST_WAITING, "widget-file");

    /** How many files of each account are there. */
    private final Map<Long, Integer> taken = new ConcurrentHashMap<>();

    /**
     * Does something with a file of an account.
     *
     * @throws Refused as an error signal when too many others are there
     */
    <T> Mono<T> work(long accountId, Supplier<T> work) {
        return Mono.using(
                        () -> take(accountId),
                        _ -> Mono.fromSupplier(work).subscribeOn(desk),
                        this::leave)
                .onErrorMap(RejectedExecutionException.class, _ -> Problems.UNAVAILABLE.refused());
    }

    @Override
    public void destroy() {
        desk.dispose();
    }

    private Long take(Long account) {
        if (taken.merge(account, 1, Integer::sum) > MOST_OF_ONE) {
            leave(account);
            throw Problems.UNAVAILABLE.refused();
        }
        return account;
    }

    private void leave(Long account) {
        taken.computeIfPresent(account, (_, files) -> files == 1 ? null : files - 1);
    }
}
