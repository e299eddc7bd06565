package org.otpwidget.server.database;

import java.nio.file.Path;

/** Opens data folders for tests of other rooms. */
public final class TestDataDirectory {

    private TestDataDirectory() {}

    /** Opens a folder as the server does. */
    public static DataDirectory open(Path folder) {
        return DataDirectory.open(folder);
    }
}
