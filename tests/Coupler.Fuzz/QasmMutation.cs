using System.Text;

namespace Coupler.Fuzz;

/// <summary>Damages programs: characters, words and pieces are removed, repeated, exchanged and mixed.</summary>
internal static class QasmMutation
{
    private const int LongestText = 6_000;
    private const int LongestPiece = 60;
    private const int MostRepetitions = 300;

    public static string Mutate(string text, Random random)
    {
        var builder = new StringBuilder(text);
        var count = 1 + random.Next(6);
        for (var i = 0; i < count && builder.Length < LongestText; i++) Change(builder, random);
        return builder.ToString();
    }

    private static void Change(StringBuilder text, Random random)
    {
        var place = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, LongestPiece), text.Length - place);
        switch (random.Next(8))
        {
            case 0:
                text.Remove(place, length);
                break;
            case 1:
                text.Insert(random.Next(text.Length + 1), text.ToString(place, length));
                break;
            case 2:
                text.Insert(place, (char)random.Next(0x300));
                break;
            case 3:
                text.Insert(place, $" {Word(random)} ");
                break;
            case 4:
                text.Remove(place, length).Insert(place, $" {Word(random)} ");
                break;
            case 5:
                text.Insert(place, string.Concat(Enumerable.Repeat(Word(random), random.Next(MostRepetitions))));
                break;
            case 6:
                Splice(text, place, random);
                break;
            case 7:
                ReplaceNumber(text, place, random);
                break;
        }
    }

    private static string Word(Random random) => QasmSeeds.Words[random.Next(QasmSeeds.Words.Count)];

    /// <summary>Puts a piece of another program here.</summary>
    private static void Splice(StringBuilder text, int place, Random random)
    {
        var other = QasmSeeds.Programs[random.Next(QasmSeeds.Programs.Count)];
        var start = random.Next(other.Length);
        text.Insert(place, other.AsSpan(start, Math.Min(random.Next(LongestPiece * 4), other.Length - start)));
    }

    private static void ReplaceNumber(StringBuilder text, int place, Random random)
    {
        while (place < text.Length && !char.IsAsciiDigit(text[place])) place++;
        if (place == text.Length) return;
        text.Remove(place, 1).Insert(place, random.Next(3) == 0 ? Word(random) : random.Next(12).ToString());
    }
}
