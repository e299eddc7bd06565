import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command with {@code JAVA25_HOME} set to the JDK that runs this file, and ends it when it is itself ended.
 * Maven's toolchain picks that JDK, and a child process has no other way to learn of it.
 */
final class Run {
    public static void main(String[] arguments) throws Exception {
        var command = new ArrayList<String>();
        if (System.getProperty("os.name").startsWith("Windows")) {
            command.addAll(List.of("cmd", "/c"));
        }
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        System.exit(process.waitFor());
    }
}
