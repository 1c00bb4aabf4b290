namespace ApexSovereignty.Rules;

/// <summary>What the kinds of exits are called to a reader.</summary>
public static class ExitNames
{
    /// <summary>The name of an exit without an endpoint, as <c>System.debug</c> for <c>debug</c>.</summary>
    public static string Describe(string kind) => kind switch
    {
        "debug" => "System.debug",
        "log" => "log",
        "email" => "e-mail",
        "event" => "platform event",
        "llm" => "platform model API",
        "http" => "HTTP request",
        "soap" => "SOAP call",
        _ => kind,
    };
}
