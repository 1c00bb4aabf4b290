namespace ApexSovereignty.Flow.Values;

/// <summary>A test of a text that decides whether another text comes about: <c>base.endsWith('/') ? base : base + '/'</c>.</summary>
/// <param name="Test">The test's result as a text.</param>
/// <param name="Expected"><c>true</c> or <c>false</c>.</param>
internal sealed record TextGuard(StringValue Test, string Expected);
