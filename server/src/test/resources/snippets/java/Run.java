class Run {
    public static void main(String[] none) throws Exception {
        var env = System.getenv();
        boolean is = Verification.isVerified(env.get("ACCESS_TOKEN"), env.get("IDENTIFIER"));
        System.out.println(is ? "verified" : "refused");
    }
}
