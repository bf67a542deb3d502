using System.Globalization;
using System.Text;
using Coupler.Problems.Qio;

namespace Coupler.Tests.Problems.Qio;

/// <summary>A large file is read as a stream.</summary>
public sealed class QioMemoryTests
{
    private const int Terms = 300_000;
    private const int TermsOfALongRun = 10_000_000;

    /// <summary>Of a term in memory: a weight, two variables, how many they are, and where more would stand.</summary>
    private const int BytesOfATerm = 32;

    /// <summary>
    /// All that is allocated on the way counts, also what is garbage at once: a list that doubles has allocated up to four times
    /// what is in it, and the terms are copied twice.
    /// </summary>
    private const int Times = 6;

    /// <summary>A buffer, the variables and the set of them.</summary>
    private const int Rest = 1 << 20;

    [Fact]
    public void Reading_allocates_a_small_multiple_of_what_the_terms_take()
    {
        var count = Environment.GetEnvironmentVariable("COUPLER_LONG") == "1" ? TermsOfALongRun : Terms;
        using var stream = new EndlessTerms(count);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = QioFormat.Read(stream).Problem;

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - stream.Allocated;
        Assert.Equal(count, problem.Terms.Length);
        Assert.Equal(1_000, problem.VariableCount);
        Assert.InRange(allocated, 0, ((long)Times * BytesOfATerm * count) + Rest);
    }

    /// <summary>A text of so many terms, made as it is read.</summary>
    private sealed class EndlessTerms(int count) : Stream
    {
        private byte[] piece = Encoding.UTF8.GetBytes(
            """{"cost_function":{"version":"1.0","type":"ising","terms":[{"c":1,"ids":[0]}""");
        private int at;
        private int made = 1;

        public long Allocated { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (at == piece.Length) Make();
            var length = Math.Min(buffer.Length, piece.Length - at);
            piece.AsSpan(at, length).CopyTo(buffer);
            at += length;
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Make()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            at = 0;
            if (made > count)
            {
                piece = [];
            }
            else if (made == count)
            {
                piece = "]}}"u8.ToArray();
                made++;
            }
            else
            {
                var text = new StringBuilder();
                for (var end = Math.Min(count, made + 1_000); made < end; made++)
                {
                    var (first, second) = (made % 1_000, (made + 1 + (made / 1_000 % 999)) % 1_000);
                    text.Append(CultureInfo.InvariantCulture, $",\n{{\"c\":{made},\"ids\":[{first},{second}]}}");
                }

                piece = Encoding.UTF8.GetBytes(text.ToString());
            }

            Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
