namespace ApexSovereignty.Cli.Files;

/// <summary>A stream to write to, where a disk that is full or a device that takes nothing is the user's to mend, not a fault of the tool.</summary>
/// <param name="stream">Where the bytes go.</param>
/// <param name="refused">What to throw in place of what the system throws.</param>
internal sealed class GuardedStream(Stream stream, Func<Exception, UsageException> refused) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => Guard(stream.Flush);

    public override void Write(byte[] buffer, int offset, int count) => Guard(() => stream.Write(buffer, offset, count));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw refused(exception);
        }
    }
}
