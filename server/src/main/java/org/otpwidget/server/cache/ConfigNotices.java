package org.otpwidget.server.cache;

import org.otpwidget.server.database.DatabaseNotifications;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Listens to what any node changes: triggers send {@code table key} on the channel {@code
 * otp_config}. After a gap everything is forgotten, since notices of that time are lost.
 */
@Component
class ConfigNotices implements SmartLifecycle {

    private static final String CHANNEL = "otp_config";

    private final DatabaseNotifications notifications;
    private final ConfigCaches caches;
    private final Disposable.Swap listening = Disposables.swap();

    ConfigNotices(DatabaseNotifications notifications, ConfigCaches caches) {
        this.notifications = notifications;
        this.caches = caches;
    }

    @Override
    public void start() {
        listening.update(notifications.listen(CHANNEL).subscribe(this::pass));
    }

    @Override
    public void stop() {
        listening.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        var current = listening.get();
        return current != null && !current.isDisposed();
    }

    private void pass(String notice) {
        int space = notice.indexOf(' ');
        if (space < 0) {
            caches.changedUnseen();
        } else {
            caches.changed(notice.substring(0, space), notice.substring(space + 1));
        }
    }
}
