/**
 * Corrects every face while the HTML is being parsed, before any module has loaded: the server printed what remained at its
 * time, and Navigation Timing says between which two local instants that was. Faces and chip then say how well they know it,
 * and faces count on until the modules take over, which on a slow path is seconds later; without scripts the page says "as
 * of" instead. A page that the browser had kept is left alone: nobody knows how old it is. Nor does anybody after a sleep.
 *
 * It is printed into each page, so it is written as short as it can be. `b` is the bound (web.md 1.2: the whole of the wait
 * for the answer), `a` how long ago the stamp was made, `l` the faces and what they began with, `r` what remains, in ms, and
 * never 0 before it is certain; `w` betrays a sleep; `t` is when the next face changes.
 */
export const FIRST_BYTE =
  "(function(d,p){var n=p.getEntriesByType('navigation')[0],o=function(){return Date.now()-p.now()},w=o(),b,c,k,l," +
  "q=function(v){return(v<10?'0':'')+(v|0)};" +
  "if(!n||!n.responseStart||n.type=='back_forward'||n.deliveryType=='cache'||d.documentElement.dataset.kept)return;" +
  "b=Math.ceil(n.responseStart-n.requestStart)+1;" +
  "k=b>100?'degraded':'synced';" +
  "l=[].map.call(d.querySelectorAll('[data-deadline-ms]'),function(f){return[f,+f.dataset.remainingMs]})" +
  ".filter(function(e){return e[1]>0&&!/hidden|calm/.test(e[0].dataset.format)});" +
  "(function g(){var a=p.now()-(n.requestStart+n.responseStart)/2,t=1e9,z=Math.abs(o()-w)>50;" +
  "l=l.filter(function(e){return!e[0].dataset.leadMs});" +
  "l.forEach(function(e){var f=e[0],m=f.dataset,r=e[1]-a,s,h,x,y;" +
  "if(z){m.clockState='suspect';m.boundMs='';return}" +
  "s=Math.max(r+b>0?1:0,Math.ceil(r/1e3));h=Math.ceil(s/3600);x=s/86400|0;y=s%86400;" +
  "c=m.format=='dh'&&s>=86400;" +
  "m.format=c?'dh':x?'dhms':s<3600?'ms':'hms';" +
  "x=c?(h/24|0)+'d':x?x+'d':'';" +
  "y=c?q(h%24)+'h':(s<3600?'':q(y/3600)+':')+q(y%3600/60)+':'+q(y%60);" +
  "f.firstElementChild.textContent=x;f.lastElementChild.textContent=y;" +
  "m.shown=(x?x+' ':'')+y;m.remainingMs=Math.max(0,Math.ceil(r));m.boundMs=b;m.clockState=r>b?k:'closing';" +
  "t=Math.min(t,r>b?r%1e3||1e3:r+b>0?50:t)});" +
  "if(t<1e9)setTimeout(g,Math.ceil(t+.1))})();" +
  "c=d.querySelector('.chip-clock');" +
  "if(c){c.dataset.clockState=k;c.dataset.boundMs=b;c.lastElementChild.textContent=c.dataset.says.replace('#',b)}" +
  "})(document,performance)";
