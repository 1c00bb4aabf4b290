using System.Globalization;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting;

/// <summary>
/// GitHub's <c>primaryLocationLineHash</c> for each line of a file, as github/codeql-action computes it for tools that give none:
/// a rolling hash over 100 characters from the line's start, blanks and tabs left out, with a counter for equal hashes.
/// </summary>
internal static class LineHashes
{
    private const int BlockSize = 100;
    private const long Factor = 37;
    private const char EndOfFile = '\uFFFF';
    private static readonly long FirstFactor = Power();

    /// <summary>The hashes by zero-based line.</summary>
    public static IReadOnlyList<string> Compute(SourceText text)
    {
        var state = new State();
        foreach (var c in text.Content) state.Process(c);
        state.Process(EndOfFile);
        state.Flush();
        return state.Hashes;
    }

    private static long Power()
    {
        var power = 1L;
        for (var i = 0; i < BlockSize; i++) power = unchecked(power * Factor);
        return power;
    }

    private sealed class State
    {
        private readonly int[] window = new int[BlockSize];
        private readonly bool[] startsLine = new bool[BlockSize];
        private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
        private long hash;
        private int index;
        private bool atLineStart = true;
        private bool afterCarriageReturn;

        // Lines come out in order, since each enters and leaves the window in order.
        public List<string> Hashes { get; } = [];

        public void Process(char current)
        {
            if (current is ' ' or '\t' || (afterCarriageReturn && current == '\n'))
            {
                afterCarriageReturn = false;
                return;
            }

            afterCarriageReturn = current == '\r';
            if (afterCarriageReturn) current = '\n';
            if (startsLine[index]) Output();
            if (atLineStart)
            {
                atLineStart = false;
                startsLine[index] = true;
            }

            if (current == '\n') atLineStart = true;
            Update(current);
        }

        public void Flush()
        {
            for (var i = 0; i < BlockSize; i++)
            {
                if (startsLine[index]) Output();
                Update(0);
            }
        }

        private void Output()
        {
            var value = unchecked((ulong)hash).ToString("x", CultureInfo.InvariantCulture);
            var count = counts.GetValueOrDefault(value) + 1;
            counts[value] = count;
            Hashes.Add(string.Create(CultureInfo.InvariantCulture, $"{value}:{count}"));
            startsLine[index] = false;
        }

        private void Update(int current)
        {
            var begin = window[index];
            window[index] = current;
            hash = unchecked((Factor * hash) + current - (FirstFactor * begin));
            index = (index + 1) % BlockSize;
        }
    }
}
