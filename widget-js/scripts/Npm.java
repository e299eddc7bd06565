import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/**
 * Runs an npm script for Maven: {@code java scripts/Npm.java build}, in the module's folder.
 *
 * <p>In Java, because only Java is certain to be there to say that Node is missing. Installs the packages first, unless
 * package-lock.json is the one that was installed from last.
 */
final class Npm {
  private static final int OLDEST_NODE = 20;
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final Path STAMP = Path.of("node_modules", ".installed-lock");

  public static void main(String[] args) throws Exception {
    requireNode();
    String lock = digest(Path.of("package-lock.json"));
    if (!Files.exists(STAMP) || !Files.readString(STAMP).equals(lock)) {
      // No package needs its install script; an absent script cannot do harm.
      npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
      Files.writeString(STAMP, lock);
    }
    npm("run", "--silent", args[0]);
  }

  private static void requireNode() throws InterruptedException {
    String found = "there is no `node` on the PATH";
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String version = new String(node.getInputStream().readAllBytes()).strip();
      if (node.waitFor() == 0 && major(version) >= OLDEST_NODE) return;
      found = "the one on the PATH is " + version;
    } catch (IOException absent) {
      // Told below.
    }
    fail(folder() + " is built with Node " + OLDEST_NODE + " or newer, but " + found
        + ". Install it (nodejs.org or your system's packages, npm included) and build again.");
  }

  private static int major(String version) {
    return version.matches("v\\d+\\..*") ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
  }

  private static void npm(String... arguments) throws InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(WINDOWS ? "npm.cmd" : "npm"));
    command.addAll(List.of(arguments));
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) fail("`" + String.join(" ", command) + "` failed in " + folder() + "; its own messages are above.");
    } catch (IOException absent) {
      fail(folder() + " is built with npm, which comes with Node, but there is no `npm` on the PATH.");
    }
  }

  private static Path folder() {
    return Path.of("").toAbsolutePath().getFileName();
  }

  private static String digest(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return new BigInteger(1, hash).toString(16);
  }

  private static void fail(String message) {
    System.err.println();
    System.err.println(message);
    System.exit(1);
  }
}
