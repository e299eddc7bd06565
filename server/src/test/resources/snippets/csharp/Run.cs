using System;

static class Run
{
    static void Main()
    {
        var is_ = Verification.IsVerified(
            Environment.GetEnvironmentVariable("ACCESS_TOKEN"), Environment.GetEnvironmentVariable("IDENTIFIER"));
        Console.WriteLine(is_.Result ? "verified" : "refused");
    }
}
