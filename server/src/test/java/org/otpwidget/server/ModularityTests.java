package org.otpwidget.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void roomsFormNoCycleAndKeepTheirInsidesToThemselves() {
        ApplicationModules.of(OtpWidgetServer.class).verify();
    }
}
