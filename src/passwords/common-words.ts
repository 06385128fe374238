/**
 * What lists of leaked passwords are mostly made of, in lower case: the most frequent whole passwords, and the words
 * that are dressed with digits and signs to make the rest. `guessable.ts` says how they are used. A table.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
00000007 000000a 007bond 01234567 10101010 11111111a 111111a 11112222 111222 112233 11223344 121212 12121212 123123 123321 12341234 12344321 123454321 1234554321 12345612 123456654321 1234567890a 1234567890q
123456789a 123456789q 12345678a 12345678q 1234567a 1234567q 123456a 123456ab 123456abc 123456d 123456j 123456k 123456m 123456q 123456qwerty 123456s 123456z 12345a 12345abc 12345qwert 12345qwerty 1234abcd
1234qwer 123654 123654789 123abc 123asd 123qwe 123qweasd 123qweasdzxc 13131313 1357924680 13579246810 147852 147852369 14789632 147896325 159357 159753 16777216 19871987 1a2b3c 1password 1q2w3e 1q2w3e4r
1q2w3e4r5t 1qaz 1qaz2wsx 20002000 20202020 22223333 246810 24hours 271828 2718281828 2pac 3.1415926 3.14159265 31415926 314159265 3141592654 321cba 420smoke 456789 50cent 5201314 65536 666devil 69696969
741258963 77777777 789456 80808080 852456 87654321 90909090 951753 963258741 98765432 987654321 a111111 a123456 a1234567 a12345678 a123456789 a1234567890 a1b2c3 a1b2c3d4 aa123456 aa12345678 aaa111 aaa12345
aaron aaron1 abby abby1 abc123 abc1234 abc12345 abc123456 abcabc abcd123 abcd1234 abcde123 abcdef123 abdul abdullah abhishek abigail abraham abraham1 abril absolut acceso access access1 access14 accessgranted
accord account accounting acdc acdcacdc ace aceace aces acmilan adam adam1 adelaide admin admin1 adminadmin adminadmin1 administrador administrateur administrator admit adrian adrian1 adriana adrienne aerosmith
africa aggies agnes agosto aguilera agustin ahmad ahmed aidan aileen aimee aini1314 airborne airforce airplane airport aisha ajax akon akshay aku alabama aladdin alan alana alaska albania albert albert1 alberto
alejandra alejandro alejandro1 aleksandr aleksandra aleksey alex alex1 alex123 alexander alexander1 alexandra alexandra1 alexandre alexandria alexandria1 alexey alexia alexis alexis1 alfaromeo alfred alfredo
algeria algerie ali alibaba alice alice1 alicia alicia1 alien alien1 aliens alison allah allahuakbar allan allen allie alligator allison allison1 allow allstar allstar1 almond alpaca alpha alpha1 altima
aluminum alvaro alvin always alwaysandforever alyssa alyssa1 amalia amanda amanda1 amazing amazinggrace amazon amber ambulance amelia amelie america americamx american americana amit amor amorcito amore
amoreterno amormio amour amsterdam amy amy1 ana anaconda anakin anarchist anarchy anastasia anastasiya anders andre andre1 andrea andreas andrei andres andrew andrew1 andrey andrey1 android andy andy1 angel
angel1 angela angelbaby angeleyes angelica angelina angelita angelo angels angels1 angelus angie angie1 angry angular angus anil anime anita anita1 ankara ankit anna anna1 annabelle anne annette annie annie1
anon anonymous ansible answer answers ant antelope anthony anthony1 antoine antonia antonio ants antwerp anybody anything aol aout apache apache1 apartment ape aphrodite apollo apollo11 apple apple1 applepie
apples april april1 aquaman aquarius aragorn aragorn1 arcade archer architect argentina argentina1 ariana ariel aries arizona arjun arkansas armando army army1 arnold arrow arsenal arsenal1 art artemis arthur
arthur1 artist artist1 arturo as123456 asd123 asd12345 asd123456 asdasd asdasdasd asdf asdf1234 asdfasdf asdfgh asdfghjkl asdfghjkl1 asdfqwer ashlee ashleigh ashley ashley1 ashok ashton aslan ass assassin
assassins assassinscreed asshole asshole1 assman astonmartin astonvilla astra astro astronaut astros atari athena athens athletics atlanta atlantic atlantis atletico atom atomic attic aubrey auckland audi
audrey august aunt austin austin1 austin2 austin316 austinpowers australia australia1 austria author autumn autumn1 autunno ava avalanche avalanche1 avatar avatar1 avenger avengers avengers1 avery aviation
avocado awesome awesome1 azerty azerty123 azertyuiop azkaban baba babe babe1 babes babies baby baby1 babyblue babyboy babyboy1 babydoll babyface babygirl babygirl1 babyko babylon babylon5 babylove babyphat
bacardi backstreet backstreetboys backtothefuture bacon badass badboy badboy1 badger badger1 badgers badgirl baggins baghdad bahia baidu bailey bailey1 ballerina ballet baltimore bambi bambina banana banana1
bananas bandit bandit1 bandit2 bandit3 bandung bangalore bangkok bangladesh bank banker banking barbie barbie1 barbiegirl barcelona barcelona1 barkley barney baron barry bart bartsimpson baseball baseball1
basement basil basketball basketball1 bass bassguitar bastard batgirl bathroom batman batman1 battery batterystaple battlefield battlestar bauer baxter bayern bayernmunich beach beaches beagle bear bearbear
bears bears1 beast beatles beatles1 beatrice beatriz beautiful beautiful1 beauty beaver beavers beavis beavis1 beckham becky becky1 bedroom bee beer beer1 beerbeer bees beetle beijing belarus belfast belgium
believe believer belinda bella bellaswan ben bender benfica bengals benjamin benjamin1 benji benny bentley benvenuto benz beograd berkeley berlin berlin1 bernard bernardo bernie bert bertha besiktas best
bestfriend bestfriends bestie beta beth bethany betty beverly beyonce bff bianca bible bicycle bieber biebs bienvenido bienvenidos bienvenue big bigbang bigbird bigboss bigboy bigcock bigdaddy bigdick bigdog
bigfish bigfoot biggie bigmac bigman bigred bigtits bike biker bikers bilal bilbao bilbo bill billion billionaire billkaulitz bills billy billy1 billybob biology bird birdie birds birmingham birthday bismillah
bismillah1 bison bitch bitch1 bitchass bitches bitcoin blabla blablabla black black1 blackberry blackberry1 blackbird blackblack blackcat blackdragon blackhawk blackhawks blackheart blackie blackjack blackmagic
blackout blackpanther blackpink blackrose blacky blacky1 blade blah blahblah blahblahblah blank blaster blaze blazer bleach bless blessed blessed1 blessing blessings blink blink182 blizzard blood bloods bloody
blossom blue blue1 bluebell blueberry blueberry1 bluebird bluebird1 blueblue bluedevils bluedragon blueeyes bluejay bluejays bluemoon blues bluesky blunt blur bmw bmwm3 bmx bob bobafett bobbob bobby bobby1
bobcat bobcats bobmarley boca bocajuniors bogey bogota bolivia bologna bomb bomber bon bond bond007 bond007a bonehead bones bong bonjour bonjovi bonnie bonnie1 bono boobies boobs boobs1 book books bookworm
boomer boomer1 booty bootylicious bordeaux bored borg boricua boring boris borussia bosna boss boston boston1 boston2 botafogo bourbon boxer boxers boxing boy boyboy boyfriend boys brad bradley brandi brandon
brandon1 brandy brandy1 brasil brasil1 brass braveheart braves bravo brazil bread breakingbad brenda brendan brent bretagne brett brewers brian brian1 bridge brilliant brisbane bristol britain british britney
britneyspears britt brittany brittany1 brittney bro bronco bronco1 broncos bronx bronze brooke brooke1 brooklyn brooklyn1 brother brother1 brothers brown brown1 brownie brownies browns brownsugar bruce bruce1
brucelee bruins bruno brussels brutus bruxelles bryan bryant bts bubba bubba1 bubble bubblegum bubbles bubbles1 buccaneers buck buckeyes bucks bucks1 bucuresti bud budapest buddha buddy buddy1 buddy2 buddyboy
buddydog budlight budweiser buenosaires buffalo buffy buffy1 bugatti bugs bugsbunny buick bulbasaur bulgaria bull bulldog bulldog1 bulldog2 bulldogs bullet bullet1 bulls bullshit bumblebee bunnies bunny
bunnyrabbit burger burgerking burgers burrito business buster buster1 butt butter butter1 buttercup butterflies butterfly buttface butthead butthead1 buttons buzzlightyear c3po cactus cadillac cafebabe cairo
caitlin cake calcio caleb calgary cali california california1 callie callofduty calvin calvin1 camaro camaro1 cambridge camel camel1 camera cameras cameron cameron1 camila camille camry canada canada1 canadiens
cancer candle candy candycane candygirl candyman cannabis canucks canyon capetown capitals cappuccino capricorn captain captain1 captain2 captainamerica captainhook captainmorgan caracas caramel carbon cardiff
cardinal cardinal1 cardinals carina carl carla carlo carlos carlos1 carmen carmen1 carol carolina carolina1 carolina2 caroline caroline1 carolyn carpediem carrie carrot cartel carter cartman cartoon cartoons
casablanca casablanca1 casey casey1 cash cashew cashmoney casino casper casper1 cassandra cassie cassie1 castle cat catalina catdog caterpillar catfish catherine cathy catman cats cattle catwoman cavaliers
cecilia cedric celebrate celeste celia celica celinedion cell cello cellphone celtic celtic1 celtic2 celtics century cesar cfitymrf chad chai chair challenger challenger1 champagne champion champions chance
change changeit changeme changemenow changethis chantal chaos chaos1 charger charger1 chargers charizard charlene charles charles1 charlie charlie1 charliebrown charlotte charlotte1 charmander cheer cheerleader
cheerleading cheese cheese1 cheeseburger cheesecake cheetah chelsea chelsea1 chelsea2 chelseafc chemical chemistry chen chennai cherokee cherokee1 cherries cherry cherry1 cheryl chester chester1 chevrolet chevy
chevy1 chewbacca chewie cheyenne chicago chicago1 chick chicken chickens chicks chico chico1 chiefs chihuahua child children chile chili chimp china chinese chip chipper chips chivas chivas1 chloe chloe1
chocolate chocolate1 choi chopper chris chris1 christ christ1 christian christian1 christina christina1 christine christmas christopher christopher1 christy chrysler chubby chuck church cia ciao cigar cigarette
cincinnati cinderella cindy cindy1 cinnamon cinta cinta1 cintaku cisco citroen civic cjkysirj claire clara clarence clarinet clark clarkkent claude claudia claudia1 claudio clement cleveland clinton clio
clippers clock closed cloud clouds cloudstrife cloudy clover coach cobalt cobol cobra cocacola cock cockroach cocktail coco coco123 cocoa cocoloco coconut coder coding cody coffee coffee1 coke coldplay cole
colin colleen college collie colocolo colombia colonel color colorado colors colt colts colts1 columbia columbus come comeon comic comics commander commando company compaq computador computer computer1 condor
connecticut connor connor1 conor constantine contrasena contrasenya cookie cookie1 cookiemonster cookies cool cool1 coolbeans coolcool cooldude coolgirl coolguy coolio coolman cooper cooper1 cop copenhagen
copper corazon corey corinthians corleone cornhuskers corolla corona corporate correct correct-horse-battery-staple correcthorse correcthorsebatterystaple corsa corvette corvette1 cosmic cosmos costanza
costarica couch cougar cougars counterstrike courage courtney courtney1 cousin cow cowboy cowboy1 cowboys cowboys1 cowgirl cows coyote coyotes crab craig cranberry crap crayon crazy crazy1 crazyboy crazygirl
cricket cricket1 cricket2 crimson crimsontide crip crips cristiano cristianoronaldo croatia crocodile crow cruzazul cruzeiro crypto crystal crystal1 crystal2 csi cska cuba cubs cuddle cuddles cullen cum cumshot
cunt cupcake cupcakes curry curtis cute cuteboy cutegirl cutie cutie1 cutiepie cyborg cycling cynthia czech d123456 dad daddy daddy1 daddygirl daddysgirl daenerys daffy daisy daisy1 daisyduck dakota dakota1
dakota2 dale dalek dallas dallas1 dallas2 dalmatian damian damien dammit damn damnit dan dana dance dancer dancing daniel daniel1 daniela danielle danielle1 danmark danny danny1 daphne daredevil darius dark
darkangel darklord darkness darkness1 darkside darkstar darlene darren darthmaul darthvader daryl database daughter dave david david1 david123 davide dawn dead deadbeef deadbeefcafe deadpool dean deanna
deanwinchester death deathnote deathstar debbie debian deborah debra december decembre declan deepak deepika deer default defaultpassword delaware delhi dell delphi delta delta1 demo demon demons demouser denis
denise denise1 denmark dennis dennis1 dentist denver denver1 derek derrick desert design designer desiree desktop destiny destiny1 destiny2 destroyer detroit deutschland developer developers devil devils devin
devon dexter dexter1 dezember dhaka dhoni diablo diablo2 diablo3 diamond diamond1 diamonds diana diana1 diane diciembre dick dickhead die diego diego1 diehard diesel digimon dimitri dinamo dinosaur diploma
director dirk discovery disney disneyland disneyworld divergent divorce dixie dixie1 dj django djtiesto dmitriy dmitry docker doctor doctorwho dodge dodgers dog dogdog dogfood doggie doggies doggy doggy1
doghouse dogs dollar dollars dolores dolphin dolphin1 dolphins dolphins1 dominic dominicana dominik dominique don donald donaldduck donkey donkey1 donna donna1 donotforget dontforget dontknow donut donuts door
doors dora doraemon doris dork dorothy dortmund dota doug doughnut douglas dove dracula dragon dragon1 dragonball dragonballz dragonfire dragonfly dragons dragonslayer drake drawing drdre dre dream dreamer
dreaming dreams dresden driver driving drpepper drum drummer drums drupal drwho dthf dubai dublin ducati duck duckie ducks ducky dude duke dumb dumbass dumbledore dumbo duncan dunno dustin dustin1 dusty dusty1
dwayne dylan dylan1 eagle eagle1 eagles eagles1 earl earth earthquake easter ebay echo eclipse eclipse1 ecuador eddie eddie1 edgar edinburgh edith edmonton eduardo eduardo1 edward edwardcullen edwin eeyore eggs
egypt eight eileen ekaterina elaine elastic eleanor electric electrical electron electronic electronics elena elena1 elephant elephants elf eli elias elijah elisa elisabeth elise elizabeth elizabeth1 elk ella
ellen elliot elmo elodie elsa elsalvador elves elvis elvispresley email emanuel emerald emilia emilie emilio emily emily1 eminem eminem1 emma emma1 emo emoboy emoemo emogirl empire employee empty endeavour
energy enero engine engineer engineering england english enrique enter enterprise entrar epsilon eraser eric eric1 erica ericsson erik erika erika1 erin ernest ernesto ernie erotic escort espana espana1
espresso estate esteban esther estonia ete eternity ethan ethan1 ethereum ethernet ethiopia eugene euro eva evan evanescence evelyn evening everest everton everybody everything evil evil666 example excellent
exo exodus experience explorer extreme facebook facebook1 fairies fairy fairytale faith faith1 faith2 faithful falcon falcon1 falcons falcons1 fall fallenangel fallout falloutboy familia familia1 famille family
family1 familyguy fanta fantastic fatass fatboy father fatima fatma fbi fcbarcelona febrero februar february federico felicia felipe felipe1 felix felix1 felix2 fenerbahce fernanda fernando fernando1 ferrari
ferrari1 ferret fevrier feyenoord fiance fiat fidelis fido fiesta fiftycent fightclub film films finalfantasy finance findingnemo finland fiona firebird firefighter firefly firefly1 fireman firenze firetruck
first firstlove fish fishbone fisher fisherman fishes fishing fitness five flamengo flames flamingo flash flask flight flintstones florence florence1 florian florida flower flower1 flowers floyd fluffy fluffy1
fluminense flute fly flyboy flyers flying focus foobar foobarbaz foofighters football football1 footballer ford fordgt forest forever forever1 forever21 foreverlove forget forgetful forgetit forgot forgotten
formula1 formulaone fortnite fortran fortune fortyniners four fox foxes foxtrot foxy foxylady france france1 frances francesca francesco francis francisco francisco1 franco francois frank frank1 frankfurt
frankie franklin franz freak freaky fred freddie freddiemercury freddy frederic frederick freedom freedom1 french friday friend friends friends1 friendsforever friendship frisky fritz frodo frodobaggins frog
froggie froggy frogs frozen fruehling fry fubar fuck fuckedup fucker fuckers fuckfuck fuckher fucking fuckit fuckme fuckoff fuckthis fuckyall fuckyou fuckyou1 fuckyou2 fuku fullmoon fussball futbol futebol
futurama future future1 fylhtq gabriel gabriel1 gabriela gabriella gabrielle galactica galatasaray galaxy galaxy1 galina game gameboy gamecube gameofthrones gameover gamer games gaming gamma gandalf gandalf1
gander ganesh ganesh1 ganesha gangsta gangster gangster1 ganja garage garbage garden garfield garfield1 garlic gary gate gateway gator gatorade gators gators1 gavin gay gears gecko geek geheim gemini general
genesis geneva genie genova gentleman geography george george1 georgia georgia1 gerald geralt gerard german german1 germany gerrard getmoney getsome gfhjkm gfhjkm123 ghana ghbdtn ghetto ghjcnj ghost
ghostbusters ghostrider ghosts giant giants giants1 gilbert gimli gina ginger ginger1 giovanni giraffe girl girlfriend girlpower girls girly github gitlab gizmo gizmo1 gladiator gladiator1 gladys glasgow glen
gloria glorious glory gmail go goat goats goblin god god1 godbless godblessyou goddess godfather godisgood godislove godzilla gogo gogo123 gogogo gohan gohome goku golang gold golden golden1 goldeneye
goldenretriever goldfish goldie golf golf1 golfball golfer golfgti golfing gollum gonzales gonzalo good goodboy goodbye goodday goodfellas goodgirl goodluck goodmorning goodnight goofy google google1
googlechrome goose gordon gordon1 gorgeous gorilla gosling gospel goth gothic grace grace1 graceful graduate grafana graham granada grandma grandmother grandpa grandtheftauto grape grapes grasshopper gravity
gray great greatest greece green green1 greenarrow greenday greenday1 greenday2 greengreen greenlantern greentea greg gregory gregory1 gremio gremlin grey greys greysanatomy grizzlies grizzly grumpy gryffindor
gsxr gtasanandreas guadalajara guardian guardian1 guardianangel guatemala guess guessit guessme guesswho guest guestguest guillaume guillermo guinea guineapig guinness guitar guitarist guitarra guitars gun
gunner gunner1 gunners guns guns1 gunsnroses gupta gustavo guy gwen gym gymnast gymnastics habbo hacked hacker hackerman hackers hacking hackme hades hagrid haha hahaha hahahaha hailey haircut hakuna
hakunamatata hala halamadrid haley halflife hallo halloween halo halo2 halo3 hamburg hamburger hamster hamsters hamza handball handsome hannah hannah1 hannahmontana hannover hanoi hans hansolo hanuman happiness
happy happy1 happy123 happybirthday happyday happyfeet happyhappy happynewyear hardcore hardrock harlem harley harley1 harley2 harleydavidson harmony harold harriet harrison harry harry1 harrypotter harrystyles
harvard harvey haslo hassan hate hater haters hatred havana hawaii hawaii1 hawk hawkeye hawks hawks1 hayabusa hayden headshot heart heartbreak heartless hearts heat heather heather1 heaven heaven1 heavenly
heavymetal hector hedwig hehe hehehe heidi heidi1 heineken heisenberg helen helena helium hell hellas hellboy hellfire hello hellohello hellokitty hellothere helloworld hellraiser hellyeah helpdesk helsinki
henry henry1 herbert herbst hercules herman hermione hero heroes heslo hewlett high highland highlander highschool hightower hihi hihihi hilary hinata hiphop hippie hippo hiroshi history history1 hiver hobbit
hockey hockey1 hogwarts hola holiday holidays holland hollister holly holly1 hollywood holmes holy holyghost holyspirit home homeboy homer homersimpson homes homesweethome homework homie homies honda hondacivic
honduras honey honey1 honeybear honeybee honeybunny honeypie hongkong honolulu honolulu1 hoodrat hope hope1 hopeful hornet hornets hornets1 horny horse horses hostmaster hot hotboy hotdog hotel hotgirl hotmail
hotrod hotshot hotstuff hottie hottie1 hour house house1 house2 houses houston houston1 howard hrvatska huang huawei hufflepuff hug huge hugme hugo hugs hulk human humans hummer hungary hungergames hungry hunny
hunter hunter1 hunter2 hunter22 hunters hurricane hurricanes husband huskers huskies husky hussein hustler hydrogen hyena hyundai iamroot ian ibiza ibrahim icecream icecube icehockey icehouse iceland iceman
ichigo ichliebedich icq idiot idontknow idunno iforget iforgot ignacio igor iguana ihatemylife ihateu ihateyou illinois ilovegod iloveher ilovehim ilovehim1 iloveit ilovejesus iloveme ilovemom ilovemum
ilovemusic ilovemylife ilovemymom ilovemyself iloveu iloveyou iloveyou143 iloveyou2 iloveyousomuch imagination imagine imforgetful imissu imissyou impala impreza imran inception incrediblehulk india india1
india123 indian indiana indiana1 indianajones indigo indonesia infantry infinity insane inspiration instagram instagram1 intel inter intermilan interne internet internet1 interpol inuyasha inverno invierno iowa
ipad iphone ipod iran iraq ireland irene irina iris irish iron ironhorse ironmaiden ironman ironman1 isaac isabel isabella isabelle islam islamabad island islanders israel istanbul itachi italia italia1 italian
italy ivan ivan1 iverson izmir j123456 jack jackal jackass jackbauer jackdaniels jackie jackie1 jackpot jackson jackson5 jacksonville jaclyn jacob jacob1 jacobblack jacqueline jade jaguar jaguar1 jaguars
jaguars1 jaimatadi jaime jakarta jake jake1 jamaica jamaica1 james james007 james1 jamesbond jamesbond007 jamestkirk jamie jamie1 jammer jan jane janet janice januar january janvier japan japanese jared jasmin
jasmine jasmine1 jason jason1 jasper jasper1 java java1 javascript javier jaws jay jayden jayhawks jayz jazz jean jeanette jedi jedi1 jediknight jeep jeff jeffrey jeffrey1 jello jelly jellybean jellybeans
jelszo jenkins jenna jennifer jennifer1 jenny jenny1 jeremiah jeremy jeremy1 jerkoff jerome jerry jerry1 jerusalem jesse jesse1 jessica jessica1 jessie jessie1 jesus jesus1 jesuschrist jesusislord jesusloves
jesuslovesme jesuss jesussaves jet jetaime jetaime1 jethro jets jetski jetsons jetta jetta1 jewel jewelry jewels jill jim jimbeam jimmy jimmy1 jo joan joanna joanne joaquin job jobs jodie joe joel joey joey1
jogging johan johanna johannesburg john john1 john123 john316 johndeere johndoe johnlennon johnny johnny1 johnsmith johnson joint jojo jojojo joker jon jonas jonathan jonathan1 jonsnow joomla jordan jordan1
jordan12 jordan23 jordan45 jorge jorge1 jose jose1 joseluis joseph josephine josh josh1 joshua joshua1 joyce juan juan1 juancarlos juanita judith judo judy juice juillet juli julia julia1 julian julian1 juliana
julie julie1 julien juliet juliett juliette julio julius july jumper june june1 jung jungle juni junio junior junior1 juniper junk jupiter jurassic jurassicpark justice justice1 justin justin1 justinbieber
juventus k.,jdm k123456 kaitlyn kaka kakashi kangaroo kansas kanye kanyewest karachi karan karate karen karen1 karina karl karla kat katana katherine kathleen kathryn kathy katie katie1 katniss katrin katrina
katya katyperry kavita kawasaki kawasaki1 kayla kayla1 kazakhstan keith kelly kelly1 kelsey ken kenji kenneth kenny kenny1 kenobi kentucky kenya kermit kermit1 kerry ketchup kevin kevin1 key keyboard keymaster
keypad keys khadija khaleesi khan kia kibana kickboxing kid kids kiev killbill killer killer1 killer123 killers killme kilo kim kim1 kimberly kimberly1 king kingdom kingfisher kingkong kingpin kings kingston
kirk kirsten kiss kisses kissme kissmyass kisulya kitchen kitkat kitten kittens kitty kitty1 kittycat kiwi kiwi1 klingon knicks knight knights knockout koala kobe kobe24 kobebryant koeln kohli kolkata korea
korn kosovo kotenok kotlin krakow kramer krishna krishna1 kristal kristen kristin kristina kristina1 kristy krusty ksenia ktnj kubernetes kumar kungfu kurt kurtcobain kush kyiv kyle kylie labrador lacoste
lacrosse ladder ladies lady lady1 ladybug ladybug1 ladygaga lagos lahore lake lakers lakers1 lakers24 lakshmi lamb lamborghini lamp lampard lancer lancia landrover lannister laptop laracroft laravel lasagna
lasalle laser last lasvegas later latte latvia laura laura1 lauren lauren1 laurence laurie lavender lawrence lawyer lazio lazy lazyboy leagueoflegends leah leather lebron lebron23 lebronjames led ledzeppelin
lee lee1 leeds leela legend legendary legends legolas leia leipzig lemon lemonade lemons lennon lenovo leo leon leonard leonardo leonel leopard leroy lesbian leslie leslie1 leticia letitbe letitgo letmein
letmein123 letmeinnow letmeinplease letmeout letsgo letsrock letter letters lewis liam liberty liberty1 libra library liebe lifeisgood lifesucks lifetime light lighthouse lighting lighting1 lightning lightning1
lights lilian liliana lilies lilly lilwayne lilwayne1 lily lily1 lima lima1 lime lincoln linda linda1 lindsay lindsey link linkedin linkin linkinpark linux linux1 lion lionel lioness lionheart lionking
lionking1 lions lions1 lisa lisa1 lisboa lisbon lithuania little littlegirl littleman littleone liu livelaughlove liverpool liverpool1 liverpoolfc livewire liz lizard lizzie lkjhgf lkjhgfdsa llama lmao lobster
lock locked locksmith logan logan1 login logon lois loki lol lola lollipop lollol lollypop lolol lolololol london london1 lonely lonely1 lonelyheart lonewolf longboard longhair longhorn longhorns longhorns1
lord lordjesus lordoftherings loremipsum lorena lorenzo lori lorraine losangeles losenord loser losers lost lotr lottery louis louise louisiana love lovebaby lovebird lovebug loveforever lovehurts lovelife
lovelove lovely loveme lover lovers lovesong lovesucks loveu loveyou lozinka ltybc lubimaya lubimiy lubov lucas lucas1 lucia lucie lucifer lucille lucky lucky1 lucky13 lucky14 lucky7 lucky777 luckycharm
luckydog luckyme luckyone lucy luffy luigi luis luis1 luisa luiz luke luke1 lukeskywalker lunatic lydia lynn lynx lyon lyon1 lyudmila m123456 macarena macaroni macbook macedonia macintosh mackenzie maddie
maddie1 maddog maddog1 madeline madison madison1 madness madonna madrid maerz mafia magazine magenta magento maggie maggie1 magic magic1 magic32 magical magician magician1 magnet magnetic magneto magnolia
magnum magyar mahal mahalkita mahalko mahesh mahmoud maiden mail maine maksim malaga malaysia malik malishka mama mama123 mamamia mamapapa mamita man manager manchester manchestercity manchesterunited mancity
mandrake manga mango manhattan maniac manish mansion manson manunited manutd mapleleafs maplestory maradona marathon marc marcel marcela marcella march marcia marco marcos marcus marcus1 margaret margarita
margarita1 marge maria mariah mariana marianne marie marie1 marijuana marilyn marina marine marines marinka mario mario1 marion marisol marissa marjorie mark marketing marlboro marlboro1 marlene marley marlins
maroc maroon marriage married mars marseille marseille1 marshall martha martin martin1 martina martini marty marvel marvin mary maryann maryjane maryland marzo maserati massachusetts master masterchief mate
mateo math mathew mathieu matlab matrix matt matthew matthew1 matthias maureen maurice mauricio maverick maverick1 mavericks mavericks1 max maxim maxima maxime maximus maximus1 maxmax maxwell may maya mayo
mayonnaise maytheforce maytheforcebewithyou mazda mazda3 mazda6 mccartney mcdonalds mclaren mcr mechanic medellin megadeth megan megan1 megane megatron meghan melanie melanie1 melbourne melissa melissa1 melon
melvin memories memory memphis men mental mercedes mercedes1 mercedesbenz mercury mercy meredith merlin merlin1 mermaid message messages messi metal metalgear metallica metallica1 mets mewtwo mexicano mexico
mexico1 miami miami1 miamor miata michael michael1 michaela michaeljackson michaeljordan michel michele michelle michelle1 michigan mickey mickeymouse microsoft middleearth midnight midnight1 miguel miguel1
miguelangel mikael mike mike1 mike123 mike2 mikey mikey1 mikhail milan miles miley mileycyrus military milk milkshake millennium million millionaire millonarios milo mima mindy minecraft minho mini minime
minnesota minnie minniemouse minsk mint minute miracle miracle1 miracles miranda mirror missile mission mississippi missouri misspiggy missy misty misty1 mitch mitchell mitsubishi mittens mittens1 mivida mnbvcx
mnbvcxz moana mobile mocha modem mofo mohamed mohamed1 mohammad mohammed moises molly molly1 mom mommy mommy1 monday mondeo money money1 moneyman moneymoney mongodb monica monica1 monika monique monkey monkey1
monkeyboy monkeybutt monkeyman monkeymonkey monkeys monster monster1 monsterenergy monsters monstersinc montana monterrey montevideo montreal moo moon moonbeam mooney moonlight moonraker moose moose1 mordor
morgan morgan1 morning morocco moron morpheus mortalkombat moscow moses moskva mosquito motdepasse mother motherfucker motocross motor motorcycle motorola mountain mountaindew mountains mouse movie movies msn
mtndew muenchen mufasa muffin muffin1 muffin2 muffins muggle muhammad mulan mulder mule mum mumbai mummy munich murder murphy muse music musica musical musician musique muslim mustafa mustang mustang1 mustangs
mustard myangel mychemicalromance mydog myhome mylife mylove mylove1 mypassword myra mysecret myspace myspace1 mysql nachos nacional nadezhda nadia nadine nairobi naked nala nana nancy nancy1 naomi napoli
narnia naruto naruto1 nasa nascar nashville natali natalia natalie natasha natasha1 natashka nathalie nathan nathaniel nationals navidad navy navyseal ncc1701 ncc1701d ncc1701e nebraska nederland neha neil
nelson nemo neo nepal neptune nerd nerdy netflix nets network neutron nevada never never1 neveragain nevergiveup nevergiveup1 neverland nevermind newcastle newjersey neworleans newpassword newport news
newspaper newyear newyork newyork1 newyorkcity newzealand neymar nginx nicaragua nicholas nicholas1 nick nickel nicky nicola nicolas nicolas1 nicole nicole1 nigeria night nightmare nightmare1 nightwing nikhil
nikita nikita1 nikki nikki1 nikola nikolai nikolay nina nine niners ninja ninjas nintendo nirvana nirvana1 nisha nissan nitro nitrogen noah nobody nochance nodejs noel noelle noentry nokia none noodle noodles
nopassword nora norge norma norman norway notebook nothing nottingham novel november novembre noviembre now noway nsa nsync nuclear nude nugget nugget1 nuggets null number1 numberone nurse nurses nutmeg nutmeg1
nyc nymph oakland oasis obiwan ocean oceans octavia october octobre octopus octubre odessa odie odin office offline offspring ohio ohiostate oilers oklahoma oktober olaf oldpassword olga oliver oliver1 olivia
olivia1 olympiakos olympique omar omar1 omega omega1 omg omnamahshivaya omsairam onceuponatime one onedirection onelove onepiece onetwo onetwothree onion online opel open opensesame openup operator optimus
oracle orange orange1 oranges orca orchid orchids ordinateur oregano oregon oreo oreo1 orgasm oriole orioles orion orlando oscar oscar1 oscar2 oscar3 oslo otis otono ottawa otter otto ou812 outlook owen owen1
owl oxford oxygen ozzie ozzy p123456 pablo pacers pacific packard packers packers1 padme padres paige painter painting pakistan pal palace paladin palermo palmeiras pamela panama panathinaikos pancake pancakes
panda pandas pankaj pantera panther panthers panthers1 papa papa1 papaya paper paperclip papito paradise paradiso paradox paraguay paramore parents paris paris1 park parol parola parool parrot parsley partizan
partner party partytime pascal pass pass123 pass1234 pass12345 passat passcode passion passion1 passionate passkey passme passord passpass passphrase passw passwd passwerd password password1 passwords passwort
passwrd past pat patches patches1 patel patience patricia patricia1 patrick patrick1 patriots patriots1 patty paul paul1 paula paulina pauline paypal pbvf peace peace1 peaceful peacelove peaceout peach peach1
peaches peaches1 peacock peanut peanut1 peanut2 peanutbutter peanuts pear pearl pearljam pecan pedro peewee pegasus peggy pele pelican pelicans pen pencil penguin penguins penis pennsylvania penny penny1
pentium people pepper pepper1 pepper2 peppermint peppers pepsi pepsi1 pepsicola perfect perfection perl perry person personal perth peru pete peter peter1 peterpan peterpan1 petunia peugeot phantom phil
philadelphia philip philippe philippines phillies phillip philly phoenix phoenix1 phoenix2 phoenix3 phone photo photography photon photos physics pianist piano picard picasso pickle pickles picture pictures pie
pierre pig piggy piglet pigs pikachu pilipinas pilot pimp pimpin pimpin1 pineapple pink pink1 pinkfloyd pinkgirl pinkie pinklady pinkpanther pinkpink pinky pinocchio pinoy pioneer pirate pirates pirates1 pisces
pistachio pistol pistons pitbull pittsburgh pixie pizza pizza1 pizzahut pizzas planet plasma platinum playa playa1 playboy player player1 players playgame playgirl playstation playtime playtime1 pleasure plum
pluto pluto1 plutonium pocahontas poem poet poetry poiuyt poiuytrewq pokemon pokemon1 poker poland polarbear police policeman polo polska polska1 ponies pontiac pony poodle pooh poohbear poohbear1 pooja pookie
pookie1 pooky poop poophead poopoo poopy popcorn popeye poppy popstar porn porn1 porno porsche porsche911 portal portal1 portland porto portugal poseidon poseidon1 postgres postgresql postmaster potato potatoes
potter power powerful powers pradeep prague praha prakash pray prayer precious precious1 predator predators prelude present president presley preston pretty prettyboy prettygirl pretzel pride primavera prince
prince1 prince2 princesa princess princess1 princess2 princeton printemps priscilla prisonbreak privado private private1 privet priya priyanka professor programmer programming progress promise prospect protect
protection proton psalm23 psg psv psw pswd psycho public pudding puertorico pulpfiction puma pumas pumbaa pumpkin pumpkin1 pumpkin2 punisher punk punkrock punto puppies puppy puppydog puppylove purple purple1
purplehaze purplerain pussy pussycat pwd python python1 q123456 q12345678 q1234567890 q1w2e3 q1w2e3r4 q1w2e3r4t5 qazwsx qazwsxedc qq123456 qq123456789 quantum quebec quebec1 queen queen1 queens quentin querida
querido question questions quickbrownfox quidditch quito qwe123 qwe12345 qwe123456 qweasd qweasdzxc qweqwe qweqweqwe qwer1234 qwert qwerty qwerty1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456
qwertyasdf qwertyu qwertyui qwertyuiop1 qwertyuiop123 qwertz qwertz123 r2d2 rabbit rabbits raccoon race racer rachael rachel rachel1 racing radha radio radiohead rahman rahul raiders raiders1 rainbow rainbow1
rainbows raindrop rainy rajesh ralph ram ram1500 ramadan rambo ramen ramesh rammstein ramon ramona rams randy ranger ranger1 rangers rangers1 rap rapper raptor raptors rapture rapunzel rascal rascal1 raspberry
rat rats rattlesnake raul raven ravenclaw ravens ravens1 ravi ravioli ray raymond razorbacks rbd react reader reading reality realmadrid realmadrid1 reason rebecca rebecca1 rebecca2 rebekah rebel rebelde rebels
red red123 redbull reddit reddog reddragon redfox redhotchilipeppers redis redneck redred redrose reds redskins redsox redsox1 redwine redwings redwings1 reggae reggie regina reindeer remember remember1
remember123 renault rene renee renegade reptile republic reset resetme residentevil respect retard retriever revelation revenge revolution rex rhfcjnf rhino rhonda ricardo ricardo1 rice rich richard richard1
richie richrich rick ricky ricky1 riddler rifle rihanna riley riodejaneiro rivendell river riverplate rivers rm-rf roadrunner rob robbie robby robert robert1 roberta roberto robin robin1 robins roblox
robloxpassword robocop robot robots rock rockandroll rocker rocket rocket1 rocketman rockets rockies rocknroll rockon rocks rockstar rocky rocky1 rockybalboa rofl roger rohit roland rolling rollingstones
rollsroyce roma roman romance romania romantic rome romeo romeo1 ron ronald ronaldinho ronaldo ronnie ronweasley roof room rooney rooster root rootroot rosa rose rosebud rosemary roses rosie rosie1 ross rossia
rossiya rotterdam rottweiler router rover roxanne roxy roxy1 roy royals ruby rudolph rufus rugby rum runescape runner running rush2112 ruslan russell russia russian rust rustam rusty rusty1 rusty2 ruth ryan
ryan1 s123456 saab sabres sachin sachintendulkar sacramento sad sadie safety sage sagittarius saibaba saigon sailormoon saints saints1 sairam sakura sakura1 salad salamat salasana sales salman salmon salsa
salvation sam samantha samantha1 samara sammy sammy1 sample samson samson1 samsung samuel samuel1 samurai sanantonio sanchez sandeep sandiego sandra sandy sandy1 sanfrancisco sanfrancisco49ers sanjay sanjose
santiago santos saopaulo sapphire sara sarah sarah1 sassy sassy1 sasuke satan saturday saturn saudi saudiarabia sauron savannah savior saviour sawyer saxophone sayang sayangku scala scarface scarlet schalke
schalke04 school school1 schooner schweiz science scooby scooby1 scoobydoo scoobydoo1 scooter scooter1 scorpio scorpion scorpions scotch scotland scott scott1 scotty scotty1 scrappy scully sculpture seahawks
seahawks1 seal sean seat seattle sebastian second secret secret1 secret123 secretary secrets secure secured secureme security sega segredo seinfeld seizetheday selena selenagomez seminoles semper semperfi senha
sensation sentra seoul sephiroth september septembre septiembre sepultura serbia serenity serenity1 sergeant sergei sergey server service sesame sesamo seven severus sevilla sex sexbomb sexsex sexy sexy1
sexybitch sexyboy sexygirl sexylady sexymama sexysexy sexything sg1 shadow shadow1 shadowman shadows shagadelic shaggy shahid shakira shamrock shane shanghai shannon shannon1 shannon2 shaq shark sharks sharma
sharon shasta shawn sheep sheffield sheila shelby shelby1 shelter sheriff sherlock sherlockholmes shire shirley shit shitface shithead shitshit shiva shivani shogun shooter shortie shorty shorty1 shotgun
showtime shrek shrimp sicilia sierra sierra1 sierra2 sigma signin signon silence silent silver silver1 silverado silverado1 simba simcity simon simone simple simply simpsons sina sincere singapore singer singh
singing single sirius siriusblack sister sister1 sisters sita sith six sixers sk8board sk8erboy sk8ter skateboard skater skaterboy skatergirl skating skier skiing skinny skippy skippy1 skoda skunk skyhigh
skyline skyline1 skype skywalker slacker slash slava slave slayer slayer1 sleepingbeauty sleepy slimshady slipknot slipknot1 slovakia slovenia slut sluts slytherin smallville smart smarty smelly smile smile1
smile123 smiley smiling smirnoff smoke smoker smokeweed smokey smokey1 smoking smooch smooth smudge snafu snail snake snakes snapchat snape snapper snapple sneha snickers snickers1 sniper snoop snoopdogg snoopy
snoopy1 snow snowball snowboard snowboarder snowfall snowflake snowman snowwhite snuggles soccer soccer1 soccer10 soccerball social society socks soda sofia sofia1 softball soldier soldiers solidsnake solnishko
solnyshko solo solomon solution somebody something sommer son song songs sonia sonic sony sooners sophia sophie sophie1 soprano sopranos sorcerer sorrow soul soulja souljaboy soulmate soulmates sound soup
southafrica southpark southpark1 space spaceman spaceship spaghetti spain spam spammer spanish spanky sparky sparky1 spartak spartan spartans spawn special special1 specialforces spectrum speed speedracer
speedy spicegirls spicy spider spiderman spiderman1 spiders spidey spike spirit spirits spitfire splendid spock spongebob spongebob1 sporting spot spotify spring springboot sprite spurs spurs1 sputnik sqlserver
squarepants squid squidward squirrel squirt squirtle srbija srilanka stacey stacy stalker stallion stan stanford staple star starbucks starburst starcraft starfish starfish1 stargate stargate1 stark starlight
starling stars startrek starwars starwars1 steaua steel steelers steelers1 steelers2 steffi stella stephan stephanie stephen steve steven stewie stinger stinky stockholm stoned stoner stones stop stopit stories
storm stormtrooper stormy story stranger strawberries strawberry street streetfighter strength strider strong stronger stryker student student1 students stupid stuttgart style subaru sublime submarine subway
success successful suck sucker suckit suckme suckmydick sucks sudo sugar sugarbaby sugarplum suicide suicide1 summer summer1 summer99 summertime sunday sunderland sunflower sunflowers sunil sunita sunny sunny1
sunnyday sunrise sunrise1 suns sunset sunshine sunshine1 sunshine2 suomi super super1 superadmin superb superboy supergirl superhero superjunior superman superman1 supermario supernatural superstar supersuper
superuser supervisor superwoman support supra surabaya suresh surf surfer surferboy surfing surprise survivor susan susana sushi susie suzanne suzuki sverige svetlana swag swan sweden sweet sweet16 sweetdreams
sweetgirl sweetheart sweetie sweetie1 sweetness sweetpea swift swimmer swimming switzerland swordfish swordsman sycamore sydney sydney1 sydney2 sylvester sylvia symfony symphony sysadm sysadmin system table
taco tacos taekwondo tails taiwan takashi talent tamara tamara1 tampa tangled tango tania tank tanya taobao tardis targaryen tarheels tariq tarzan tatiana tatooine tatyana taurus taylor taylor1 taylorswift taz
tazmania tea teacher teadoro teamo teamo1 teamomucho techno teddy teddybear tehran tekken telaviv telephone television temp tempest temporary temppass temppassword ten tencent tendulkar tennessee tennis
tequiero tequiero1 tequieromucho tequila tequila1 teresa terminator terminator1 terraform tesla test testaccount tester testing testing1 testpass testpassword testtest testuser texans texas texas1 thailand
thankful thanks thanksgiving thanksgod thankyou thanos thebatman thebeast thebeatles thebest theboss thedoors thedude theflash theforce thegame thegreat thejoker theking theman theman1 themaster thematrix
theone thepassword thequickbrownfox thequickbrownfoxjumps therapy theresa thesimpsons thesims theta thethe thething thewire thewitcher thinking thinkpad third thirsty thomas thomas1 thor thought three thug
thuglife thugs thumper thumper1 thunder thunder1 thunder2 thunderbird thunderbolt thursday thx1138 thyme tiamo tiesto tiffany tiffany1 tiger tiger1 tigers tigers1 tigger tigger1 tigres tigress tiktok tim
timberwolves time timeless timmy timon timothy tina tinker tinkerbell tinkerbell1 tiny tired titan titanic titanic1 titanium titans titans1 tits toad tobeornottobe toby today together togetherforever tokiohotel
tokyo tolkien toluca tom tomandjerry tomato tombraider tomcat tomcat1 tomjerry tommy tomorrow tony tony1 tonymontana toonarmy toor topgun topsecret torino tornado tornado1 toronto torres tortilla tortoise
toshiba totoro tottenham toulouse tower towers toyota toystory tractor tracy tragedy trailblazers trance transam transformers trash travis treasure trent trevor trewq trex trial triangle tribal trinidad trinity
trinity1 tristan triumph trojan trojans trombone trouble trouble1 trout troy truck trucker trucks truelove trulove trumpet trust trustme trustno trustno1 trustnoone truth tryagain tryme tsunami tucker tucker1
tucson tuesday tulip tulips tumbleweed tumblr tunisia tunisie tunnel tupac tupac1 turbo turbo1 turkey turkey1 turkiye turquoise turtle turtles tv tweety tweety1 tweetybird twilight twilight1 twins twins1
twister twitter twitter1 two tyler tyler1 tylerdurden typescript u2 ubuntu ukraina ukraine ultimate ultimate1 ultra uncle undefined undertaker undertow unicorn unicorns uniform unique united unitedstates unity
universe university unknown unlimited unlock unlockme uranium uranus uruguay usa usarmy user username useruser usher usman usmc usuario utah utilisateur utopia vacation vader vagina valencia valentin valentina
valentine valeria valerie valhalla valhalla1 valley value vampire vampires vancouver vanessa vanessa1 vanguard vanilla vanilla1 vasco vectra vegas vegeta velocity velvet venezia venezuela vengeance venice venom
venus vera verano vermont vernon veronica veronica1 vertigo vespa vfhbyf vfrcbv vicky vicky1 victor victor1 victor2 victoria victoria1 victorious victory victory1 victory2 video videos vienna vietnam vijay
viking vikings vikings1 viktoriya vincent vincent1 viola violet violet1 violeta violin viper viper1 vipers virat virginia virginia1 virginie virgo vision visitor vitalik vitaliy vivian viviana vjcrdf vladik
vladimir vladislav vodka voice volcano voldemort volkswagen volleyball volvo voodoo vortex voyager voyager1 vulcan vwgolf w123456 wachtwoord wade waheguru wales wallace walnut walter walter1 walterwhite wanda
wanderer wang wanted warcraft warlock warning warren warrior warrior1 warriors warsaw warszawa washington wasp watch water water1 waterboy waterfall waterloo watermelon watermelon1 watson wave waves wayne
weasel weasley webmaster webpage website wedding wedding1 wednesday weed weed420 weedweed weekend weird weirdo welcome welcome1 welcome123 welcomeaboard welcomeback welcomehome wendy wendy1 werder werewolf
wesley western westham whale whales whatever whatever1 whatisit whatsapp whiplash whiskey whiskey1 whisky whisper white white1 whiteboy whitecat whiterose whitewolf whitney whitney1 whoami whocares whore wien
wife wifi wii wild wildcard wildcat wildcats wilderness wildfire wildlife wilfred will william william1 willkommen willow willpower willy wilma winchester wind windmill window windows windowsxp winds windsurf
wine wingman wings winner winners winnie winniethepooh winning winnipeg winter winteriscoming wintertime wireless wisconsin wisdom wish wishes witch wizard wizard1 wizards woaini woaini1314 woaini520 wodemima
wolf wolfgang wolfman wolfpack wolverine wolverine1 wolverines wolves woman wombat women wonder wonderful wonderland wonders wonderwoman wood woodland woods woodstock woody word wordpress work worker workhard
working workout world worldofwarcraft worldpeace worldwide worm worship wrangler wrestle wrestler wrestling writer writing wrx wtf wtfwtf wyoming x123456 xanadu xavier xavier1 xbox xbox360 xfiles xiaolong
xiaomi xiaoming xmas xmen xoxo xoxoxo xray xtreme xxx xxxxxx yabbadabbadoo yadayada yahoo yale yamaha yamaha1 yana yang yankee yankees yankees1 yardbird ybrbnf year yellow yellow1 yellowsubmarine yesterday
yfnfif yoda yoga yogi yogibear yolanda yolo yoloswag yoshi young yourpassword youth youtube youtube1 ytrewq yugioh yuki yuko yulia yusuf yvette yvonne z123456 zachary zachary1 zack zagreb zainab zaq12wsx
zaq1zaq1 zealand zebra zebra1 zelda zenit zenith zeppelin zeppelin1 zero zerocool zeta zeus zhang zhao zhou zidane zinc zion zipper zodiac zoe zoey zombie zombies zorro zulu zurich zvezda zvezda1 zxc123 zxcvb
zxcvbn zxcvbnm zxcvbnm1 zxczxc андрей кристина любовь максим марина наташа никита пароль привет россия солнышко
`
    .trim()
    .split(/\s+/),
)
